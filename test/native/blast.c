// Sends UDP datagrams at a steady rate: blast HOST COUNT BYTES PER_SECOND. Prints how many the system took.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
    static char bytes[65507];
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
    if (argc != 5 || inet_pton(AF_INET, argv[1], &to.sin_addr) != 1) return 2;
    int count = atoi(argv[2]), size = atoi(argv[3]);
    double rate = atof(argv[4]);
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (size < 0 || size > (int)sizeof bytes || rate <= 0 || fd < 0) return 2;
    if (connect(fd, (const struct sockaddr *)&to, sizeof to) != 0) return 1;
    int taken = 0;
    double began = now();
    for (int i = 0; i < count; i++) {
        while ((now() - began) * rate < i) nanosleep(&(struct timespec){ .tv_nsec = 50000 }, NULL);
        taken += send(fd, bytes, (size_t)size, 0) == size;
    }
    printf("{\"sent\":%d,\"seconds\":%.3f}\n", taken, now() - began);
    return 0;
}
