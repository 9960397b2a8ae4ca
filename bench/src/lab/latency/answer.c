/* The peer in C: waits for an edge by libgpiod, sets the output, remembers both times.
 * usage: answer CHIP INPUT OUTPUT COUNT */
#include <gpiod.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

int main(int count, char **words) {
    if (count != 5) {
        fprintf(stderr, "usage: answer CHIP INPUT OUTPUT COUNT\n");
        return 2;
    }
    int edges = atoi(words[4]);
    int64_t *times = calloc(2 * edges, sizeof *times);
    struct gpiod_chip *chip = gpiod_chip_open(words[1]);
    if (chip == NULL) fail(words[1]);
    struct gpiod_line *input = gpiod_chip_get_line(chip, atoi(words[2]));
    struct gpiod_line *output = gpiod_chip_get_line(chip, atoi(words[3]));
    if (input == NULL || gpiod_line_request_both_edges_events(input, "answer") != 0) fail("input");
    if (output == NULL || gpiod_line_request_output(output, "answer", 0) != 0) fail("output");
    printf("ready\n");
    fflush(stdout);
    for (int i = 0; i < edges; i++) {
        struct timespec limit = {30, 0}, after;
        struct gpiod_line_event event;
        if (gpiod_line_event_wait(input, &limit) != 1 || gpiod_line_event_read(input, &event) != 0) fail("edge");
        if (gpiod_line_set_value(output, event.event_type == GPIOD_LINE_EVENT_RISING_EDGE) != 0) fail("output");
        clock_gettime(CLOCK_MONOTONIC, &after);
        times[2 * i] = event.ts.tv_sec * 1000000000LL + event.ts.tv_nsec;
        times[2 * i + 1] = after.tv_sec * 1000000000LL + after.tv_nsec;
    }
    for (int i = 0; i < edges; i++) {
        printf("%lld %lld\n", (long long) times[2 * i], (long long) times[2 * i + 1]);
    }
    return 0;
}
