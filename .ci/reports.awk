# Reads reports of Surefire and Failsafe. Prints of each file "total TESTS FAILED SKIPPED",
# and of each test that failed or was skipped a line with its reason.

function value(line, name) {
  if (!match(line, " " name "=\"[^\"]*\"")) {
    return ""
  }
  line = substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line); gsub(/&quot;/, "\"", line); gsub(/&#10;/, " ", line)
  gsub(/&apos;/, "'", line); gsub(/&amp;/, "\\&", line)
  return line
}

FNR == 1 { case_line = "" }

/^<testsuite / {
  print "total", value($0, "tests"), value($0, "errors") + value($0, "failures"), value($0, "skipped")
}

/^  <testcase / { case_line = $0; next }

case_line != "" {
  kind = /^    <skipped/ ? "skipped" : /^    <(failure|error)/ ? "FAILED" : ""
  if (kind != "") {
    method = value(case_line, "name")
    sub(/[({\[].*/, "", method)
    reason = value($0, "message")
    if (reason == "" && match($0, /<!\[CDATA\[[^\]]*/)) {
      reason = substr($0, RSTART + 9, RLENGTH - 9)
      sub(/^[a-zA-Z0-9_.$]*: (Assumption failed: )?/, "", reason)
    }
    print kind, value(case_line, "classname") (method == "" ? "" : "." method) (reason == "" ? "" : ": " substr(reason, 1, 200))
  }
  case_line = ""
}
