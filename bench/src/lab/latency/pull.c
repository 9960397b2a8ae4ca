/* Starts a program that answers edges, pulls an input of the simulated chip at irregular moments and writes down when.
 * usage: pull COUNT LEAST SEED PULL-FILE RESULT PROGRAM ARGUMENT...
 * From one pull to the next it waits for LEAST to three times LEAST, in microseconds.
 * The program writes a line "ready", answers COUNT edges, then writes a line "EDGE ANSWER" for each, in nanoseconds of
 * CLOCK_MONOTONIC: the kernel's time of the edge (0 if it does not know it), and the time behind its last ioctl. The
 * result has lines "PULL EDGE ANSWER". */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SETTLE_MILLIS = 300 };

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void rest(int64_t nanos) {
    struct timespec t = {nanos / 1000000000LL, nanos % 1000000000LL};
    nanosleep(&t, NULL);
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

int main(int count, char **words) {
    if (count < 7) {
        fprintf(stderr, "usage: pull COUNT LEAST SEED PULL-FILE RESULT PROGRAM ARGUMENT...\n");
        return 2;
    }
    int edges = atoi(words[1]);
    int64_t least = atoi(words[2]);
    uint64_t seed = strtoull(words[3], NULL, 10) * 2654435761u + 1;
    int64_t *pulled = calloc(edges, sizeof *pulled);
    int file = open(words[4], O_WRONLY);
    if (file < 0) fail(words[4]);
    FILE *result = fopen(words[5], "w");
    if (result == NULL) fail(words[5]);
    int out[2];
    if (pipe(out) != 0) fail("pipe");
    pid_t child = fork();
    if (child == 0) {
        dup2(out[1], 1);
        close(out[0]);
        execv(words[6], words + 6);
        fail(words[6]);
    }
    close(out[1]);
    FILE *said = fdopen(out[0], "r");
    char line[256];
    int64_t began = now();
    do {
        if (fgets(line, sizeof line, said) == NULL) {
            fprintf(stderr, "%s ended before it was ready\n", words[6]);
            return 1;
        }
    } while (strcmp(line, "ready\n") != 0);
    fprintf(stderr, "%s ready after %lld ms\n", words[6], (long long) (now() - began) / 1000000);
    rest(SETTLE_MILLIS * 1000000LL);
    for (int i = 0; i < edges; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        rest((least + (int64_t) (seed % (2 * least))) * 1000);
        const char *level = i % 2 == 0 ? "pull-up" : "pull-down";
        pulled[i] = now();
        if (pwrite(file, level, strlen(level), 0) < 0) fail(words[4]);
    }
    int got = 0;
    while (fgets(line, sizeof line, said) != NULL) {
        long long edge, answer;
        if (sscanf(line, "%lld %lld", &edge, &answer) == 2 && got < edges) {
            fprintf(result, "%lld %lld %lld\n", (long long) pulled[got++], edge, answer);
        }
    }
    if (fclose(result) != 0) fail(words[5]);
    int status = 0;
    waitpid(child, &status, 0);
    if (got != edges) {
        fprintf(stderr, "%s answered %d of %d edges\n", words[6], got, edges);
        return 1;
    }
    return status == 0 ? 0 : 1;
}
