// The file, or the ring of files, that blocks go to. Whole blocks only: after any failure the file is cut back to the
// last block that is there completely.
#ifndef SYNSCOPE_OUTPUT_H
#define SYNSCOPE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "kinds.h"
#include "bounds.h"

struct ring_file {
    uint64_t number;
    time_t begun;
    dev_t device;
    ino_t inode;
};

struct output {
    int folder; // open directory: names are looked up there and nowhere else
    int fd; // -1: no file is open
    bool numbered; // more than one file: name_00001_20240131120000.pcapng
    char base[256], extension[256]; // of the name given
    char name[640]; // of the file now open
    uint64_t number; // of the file now open, from 1
    uint64_t file_len; // bytes in it, the buffered ones included
    uint64_t total_len; // of all files
    uint64_t frames; // in all files, on the disk
    uint64_t frames_buffered;
    size_t used;
    struct ring_file *ring; // newest at (number - 1) % ring_size; null: all files are kept
    uint64_t ring_size;
    struct problem problem; // the first failure; nothing is written after it
    uint8_t buffer[OUT_BUFFER_SIZE];
};

// Opens the folder and remembers the name; with `numbered` a series of files, of which the newest `ring_size` are kept
// (0: all).
int output_open(struct output *out, const char *path, bool numbered, uint64_t ring_size, struct problem *problem);
// Creates the next file. Never an existing one, never through a link.
int output_next_file(struct output *out);
// Room for a block of `size` bytes at the end, or null after a failure. It counts once output_commit() says so.
uint8_t *output_reserve(struct output *out, size_t size);
void output_commit(struct output *out, size_t size, bool is_frame);
// Hands everything to the system: from now on readers of the file see it.
int output_flush(struct output *out);
int output_close_file(struct output *out);

#endif
