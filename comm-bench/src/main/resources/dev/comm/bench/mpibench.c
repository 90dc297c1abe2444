/* One work of Comm's benchmarks with MPI: FILE WORK MEMBERS BYTES COUNT. Rank 0 writes a time in nanoseconds on each line. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int rank;
static int size;
static int bytes;
static char *mine;
static char *all;

static void echo(void) {
    if (rank == 0) {
        MPI_Send(mine, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
        MPI_Recv(mine, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else if (rank == 1) {
        MPI_Recv(mine, bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Send(mine, bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
    }
}

static void barrier(void) { MPI_Barrier(MPI_COMM_WORLD); }

static void collect(void) { MPI_Gather(mine, bytes, MPI_BYTE, all, bytes, MPI_BYTE, 0, MPI_COMM_WORLD); }

static void distribute(void) {
    MPI_Bcast(mine, bytes, MPI_BYTE, 0, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
}

static void all_reduce(void) {
    long one = 1, sum = 0;
    MPI_Allreduce(&one, &sum, 1, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
    if (sum != size) MPI_Abort(MPI_COMM_WORLD, 1);
}

int main(int count_of_arguments, char **arguments) {
    MPI_Init(&count_of_arguments, &arguments);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (count_of_arguments < 6) MPI_Abort(MPI_COMM_WORLD, 2);
    const char *work = arguments[2];
    bytes = atoi(arguments[4]);
    int count = atoi(arguments[5]);
    int together = !strcmp(work, "collect") || !strcmp(work, "distribute");
    void (*play)(void) = !strcmp(work, "echo")         ? echo
                         : !strcmp(work, "barrier")    ? barrier
                         : !strcmp(work, "collect")    ? collect
                         : !strcmp(work, "distribute") ? distribute
                                                       : all_reduce;
    mine = calloc(bytes + 1, 1);
    all = calloc((size_t)bytes * size + 1, 1);
    double *nanos = malloc(sizeof(double) * count);
    for (int i = -count; i < count; i++) {
        if (together) MPI_Barrier(MPI_COMM_WORLD);
        double from = MPI_Wtime();
        play();
        if (i >= 0) nanos[i] = (MPI_Wtime() - from) * 1e9;
    }
    if (rank == 0) {
        FILE *file = fopen(arguments[1], "w");
        for (int i = 0; i < count; i++) fprintf(file, "%.0f\n", nanos[i]);
        fclose(file);
    }
    MPI_Finalize();
    return 0;
}
