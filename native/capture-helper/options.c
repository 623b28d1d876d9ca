#include "options.h"

#include <stddef.h>
#include <string.h>

enum { FOR_LIST = 1 << MODE_LIST, FOR_CHECK = 1 << MODE_CHECK, FOR_CAPTURE = 1 << MODE_CAPTURE };
enum value { FLAG, TEXT, NUMBER, BIG_NUMBER, DEVICE };

static const struct spec {
    const char *name;
    unsigned modes;
    enum value value;
    size_t at; // in struct options
    uint64_t min, max; // of the number, or of the text's length
} SPECS[] = {
    { "--no-link-types", FOR_LIST, FLAG, offsetof(struct options, no_link_types), 0, 0 },
    { "--device", FOR_CAPTURE, DEVICE, 0, 1, MAX_DEVICE_NAME },
    { "--filter", FOR_CHECK | FOR_CAPTURE, TEXT, offsetof(struct options, filter), 0, MAX_FILTER_LEN },
    { "--output", FOR_CAPTURE, TEXT, offsetof(struct options, output), 1, MAX_PATH - 1 },
    { "--promiscuous", FOR_CAPTURE, FLAG, offsetof(struct options, promiscuous), 0, 0 },
    { "--snaplen", FOR_CHECK | FOR_CAPTURE, NUMBER, offsetof(struct options, snaplen), 1, MAX_SNAPLEN },
    { "--buffer-kib", FOR_CAPTURE, NUMBER, offsetof(struct options, buffer_kib), MIN_BUFFER_KIB, MAX_BUFFER_KIB },
    { "--link-type", FOR_CHECK | FOR_CAPTURE, NUMBER, offsetof(struct options, link_type), 0, 65535 },
    { "--stop-packets", FOR_CAPTURE, BIG_NUMBER, offsetof(struct options, stop_packets), 1, UINT64_MAX / 1024 },
    { "--stop-seconds", FOR_CAPTURE, BIG_NUMBER, offsetof(struct options, stop_seconds), 1, UINT32_MAX },
    { "--stop-bytes", FOR_CAPTURE, BIG_NUMBER, offsetof(struct options, stop_bytes), 1, UINT64_MAX / 1024 },
    { "--file-bytes", FOR_CAPTURE, BIG_NUMBER, offsetof(struct options, file_bytes), 4096, UINT64_MAX / 1024 },
    { "--file-seconds", FOR_CAPTURE, BIG_NUMBER, offsetof(struct options, file_seconds), 1, UINT32_MAX },
    { "--ring-files", FOR_CAPTURE, BIG_NUMBER, offsetof(struct options, ring_files), 1, MAX_RING_FILES },
};
enum { SPEC_COUNT = sizeof SPECS / sizeof SPECS[0] };

static const char *const MODES[] = {
    [MODE_VERSION] = "version", [MODE_LIST] = "list", [MODE_CHECK] = "check", [MODE_CAPTURE] = "capture"
};

static int usage(struct problem *problem, const char *what, const char *name)
{
    return fail(problem, KIND_USAGE, -1, "%s: %s", name, what);
}

// Decimal digits only: no sign, no space, no 0x, as strtoull() would let through.
static bool parse_number(const char *text, uint64_t *value)
{
    uint64_t sum = 0;
    if (!*text) return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') return false;
        uint64_t digit = (uint64_t)(*text - '0');
        if (sum > (UINT64_MAX - digit) / 10) return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

static int add_device(struct options *options, const char *name, struct problem *problem)
{
    if (options->device_count == MAX_DEVICES) return usage(problem, "too many devices", "--device");
    for (int i = 0; i < options->device_count; i++)
        if (strcmp(options->devices[i], name) == 0) return usage(problem, "the same device twice", "--device");
    options->devices[options->device_count++] = name;
    return 0;
}

static int set_value(struct options *options, const struct spec *spec, const char *text, struct problem *problem)
{
    char *at = (char *)options + spec->at;
    if (spec->value == TEXT || spec->value == DEVICE) {
        size_t len = strlen(text);
        if (len < spec->min || len > spec->max) return usage(problem, "too short or too long", spec->name);
        if (spec->value == DEVICE) return add_device(options, text, problem);
        memcpy(at, &text, sizeof text);
        return 0;
    }
    uint64_t number;
    if (!parse_number(text, &number)) return usage(problem, "not a whole number", spec->name);
    if (number < spec->min || number > spec->max) return usage(problem, "number out of range", spec->name);
    if (spec->value == BIG_NUMBER) {
        memcpy(at, &number, sizeof number);
    } else {
        int small = (int)number;
        memcpy(at, &small, sizeof small);
    }
    return 0;
}

static int parse_mode(struct options *options, const char *word, struct problem *problem)
{
    for (unsigned i = 0; i < sizeof MODES / sizeof MODES[0]; i++) {
        if (strcmp(MODES[i], word) != 0) continue;
        options->mode = (enum mode)i;
        return 0;
    }
    return fail(problem, KIND_USAGE, -1, "unknown command: %.200s", word);
}

// What single options cannot say.
static int check_whole(const struct options *options, struct problem *problem)
{
    if (options->mode == MODE_CHECK && !options->filter) return usage(problem, "missing", "--filter");
    if (options->mode != MODE_CAPTURE) return 0;
    if (options->device_count == 0) return usage(problem, "missing", "--device");
    if (!options->output) return usage(problem, "missing", "--output");
    if (options->ring_files && !options->file_bytes && !options->file_seconds)
        return usage(problem, "needs --file-bytes or --file-seconds", "--ring-files");
    return 0;
}

static const struct spec *find_spec(enum mode mode, const char *name)
{
    for (int i = 0; i < SPEC_COUNT; i++)
        if ((SPECS[i].modes & (1u << mode)) && strcmp(SPECS[i].name, name) == 0) return &SPECS[i];
    return NULL;
}

int options_parse(struct options *options, int argc, char **argv, struct problem *problem)
{
    bool seen[SPEC_COUNT] = { false };
    *options = (struct options){ .snaplen = MAX_SNAPLEN, .buffer_kib = 8192, .link_type = -1 };
    if (argc < 2) return fail(problem, KIND_USAGE, -1, "a command is needed: version, list, check or capture");
    if (parse_mode(options, argv[1], problem) != 0) return -1;
    for (int i = 2; i < argc; i++) {
        const struct spec *spec = find_spec(options->mode, argv[i]);
        if (!spec) return fail(problem, KIND_USAGE, -1, "unknown argument: %.200s", argv[i]);
        if (seen[spec - SPECS] && spec->value != DEVICE) return usage(problem, "given twice", spec->name);
        seen[spec - SPECS] = true;
        if (spec->value == FLAG) {
            *((bool *)((char *)options + spec->at)) = true;
        } else {
            if (i + 1 == argc) return usage(problem, "needs a value", spec->name);
            if (set_value(options, spec, argv[++i], problem) != 0) return -1;
        }
    }
    return check_whole(options, problem);
}
