#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void put(struct json *j, const char *bytes, size_t len)
{
    if (j->full || len >= sizeof j->text - j->len) {
        j->full = true;
        return;
    }
    memcpy(j->text + j->len, bytes, len);
    j->len += len;
}

static void put_text(struct json *j, const char *text) { put(j, text, strlen(text)); }

// Length of the valid UTF-8 sequence at `s`, 0 when there is none (RFC 3629 section 4). `s` ends with a zero byte,
// which is no continuation byte, so that a cut sequence is never read past.
static size_t utf8_len(const unsigned char *s)
{
    if (s[0] < 0x80) return 1;
    if (s[0] >= 0xc2 && s[0] <= 0xdf) return (s[1] & 0xc0) == 0x80 ? 2 : 0;
    if ((s[0] & 0xf0) == 0xe0) {
        if ((s[1] & 0xc0) != 0x80 || (s[2] & 0xc0) != 0x80) return 0;
        if (s[0] == 0xe0 && s[1] < 0xa0) return 0;
        return s[0] == 0xed && s[1] > 0x9f ? 0 : 3;
    }
    if (s[0] < 0xf0 || s[0] > 0xf4) return 0;
    if ((s[1] & 0xc0) != 0x80 || (s[2] & 0xc0) != 0x80 || (s[3] & 0xc0) != 0x80) return 0;
    if ((s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f)) return 0;
    return 4;
}

bool json_keeps(const char *text)
{
    for (const unsigned char *s = (const unsigned char *)text; *s;) {
        size_t len = utf8_len(s);
        if (len == 0) return false;
        s += len;
    }
    return true;
}

static void put_quoted(struct json *j, const char *value)
{
    put(j, "\"", 1);
    for (const unsigned char *s = (const unsigned char *)value; *s && !j->full;) {
        size_t len = utf8_len(s);
        char escaped[8];
        if (len == 0) {
            put_text(j, "\\ufffd");
            len = 1;
        } else if (*s == '"' || *s == '\\') {
            escaped[0] = '\\';
            escaped[1] = (char)*s;
            put(j, escaped, 2);
        } else if (*s < 0x20 || *s == 0x7f) {
            snprintf(escaped, sizeof escaped, "\\u%04x", *s);
            put_text(j, escaped);
        } else {
            put(j, (const char *)s, len);
        }
        s += len;
    }
    put(j, "\"", 1);
}

static void put_key(struct json *j, const char *key)
{
    if (j->comma) put(j, ",", 1);
    if (key) {
        put_quoted(j, key);
        put(j, ":", 1);
    }
    j->comma = true;
}

void json_start(struct json *j, const char *type)
{
    j->len = 0;
    j->comma = false;
    j->full = false;
    put(j, "{", 1);
    json_string(j, "type", type);
}

void json_string(struct json *j, const char *key, const char *value)
{
    put_key(j, key);
    put_quoted(j, value);
}

void json_number(struct json *j, const char *key, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    put_key(j, key);
    put_text(j, text);
}

void json_count(struct json *j, const char *key, uint64_t value)
{
    // JSON readers keep 53 bits; a capture never gets there, a broken counter must not look like a small number
    const uint64_t most = ((uint64_t)1 << 53) - 1;
    json_number(j, key, (int64_t)(value > most ? most : value));
}

void json_bool(struct json *j, const char *key, bool value)
{
    put_key(j, key);
    put_text(j, value ? "true" : "false");
}

void json_null(struct json *j, const char *key)
{
    put_key(j, key);
    put_text(j, "null");
}

void json_open(struct json *j, const char *key, char bracket)
{
    put_key(j, key);
    put(j, &bracket, 1);
    j->comma = false;
}

void json_close(struct json *j, char bracket)
{
    put(j, &bracket, 1);
    j->comma = true;
}

bool json_finish(struct json *j)
{
    put(j, "}\n", 2);
    return !j->full;
}
