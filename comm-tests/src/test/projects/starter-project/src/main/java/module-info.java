/** A program that requires Comm as a whole. */
module org.example.all {
    requires dev.comm;
}
