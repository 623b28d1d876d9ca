// Writes one JSON object into a fixed buffer. Text is always valid UTF-8 afterwards; what does not fit is left out
// whole (`full` says so), never cut in the middle of a value.
#ifndef SYNSCOPE_JSON_H
#define SYNSCOPE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"

struct json {
    char text[MESSAGE_MAX];
    size_t len;
    bool comma; // the next value needs one before it
    bool full;
};

// Whether a text comes out as it went in: it is valid UTF-8.
bool json_keeps(const char *text);

void json_start(struct json *j, const char *type);
void json_string(struct json *j, const char *key, const char *value);
void json_number(struct json *j, const char *key, int64_t value);
void json_count(struct json *j, const char *key, uint64_t value);
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);
void json_open(struct json *j, const char *key, char bracket); // bracket: '[' or '{'; key may be null inside an array
void json_close(struct json *j, char bracket); // ']' or '}'
// Ends the object and the line. False when something did not fit: the line must then not be sent.
bool json_finish(struct json *j);

#endif
