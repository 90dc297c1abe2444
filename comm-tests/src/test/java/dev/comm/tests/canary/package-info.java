/** Hostile objects in every frame, state and role: none of their code ever runs (R5). */
package dev.comm.tests.canary;
