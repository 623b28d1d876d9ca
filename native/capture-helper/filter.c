// libpcap says what is wrong with a filter, not where. The place is found by asking its parser again: a beginning of
// the filter is followed by a number that the scanner refuses with a message of its own (it overflows). If that message
// comes back, the parser was content with the whole beginning and wanted to read on; any other message was caused by
// the beginning itself. The shortest beginning of the second kind ends with the word that is wrong.
#include "filter.h"

#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "status.h"

#define PROBE " 99999999999"
#define PROBE_MESSAGE "overflows"

struct token {
    int at, len; // bytes in the filter
};

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool is_operator(char c) { return c && strchr("&|<>=!", c); }
static bool is_bracket(char c) { return c && strchr("()[]", c); }

// Cuts where the scanner surely does too: at spaces, brackets and runs of operator characters. `13:2` or `a-b` stay
// whole, so that no address or name is torn.
static int cut_tokens(const char *filter, struct token tokens[MAX_FILTER_TOKENS])
{
    int count = 0;
    for (int i = 0; filter[i];) {
        if (is_space(filter[i])) {
            i++;
            continue;
        }
        if (count == MAX_FILTER_TOKENS) return -1;
        int from = i++;
        if (is_operator(filter[from]))
            while (is_operator(filter[i])) i++;
        else if (!is_bracket(filter[from]))
            while (filter[i] && !is_space(filter[i]) && !is_operator(filter[i]) && !is_bracket(filter[i])) i++;
        tokens[count++] = (struct token){ from, i - from };
    }
    return count;
}

static bool continues(pcap_t *pcap, const char *filter, int len)
{
    static char text[MAX_FILTER_LEN + sizeof PROBE];
    memcpy(text, filter, (size_t)len);
    strcpy(text + len, PROBE);
    struct bpf_program program;
    if (pcap_compile(pcap, &program, text, 0, PCAP_NETMASK_UNKNOWN) == 0) {
        pcap_freecode(&program);
        return true;
    }
    return strstr(pcap_geterr(pcap), PROBE_MESSAGE) != NULL;
}

// The word that a message quotes ("unknown port 'foo'"), when it stands in the filter.
static bool find_quoted(const char *filter, const char *message, struct token *place)
{
    const char *from = strpbrk(message, "'\"");
    const char *to = from ? strchr(from + 1, *from) : NULL;
    if (!to || to - from < 2 || to - from > MAX_TEXT) return false;
    char word[MAX_TEXT + 1] = "";
    memcpy(word, from + 1, (size_t)(to - from - 1));
    const char *found = strstr(filter, word);
    if (!found) return false;
    *place = (struct token){ (int)(found - filter), (int)strlen(word) };
    return true;
}

static bool find_place(pcap_t *pcap, const char *filter, const char *message, struct token *place)
{
    static struct token tokens[MAX_FILTER_TOKENS];
    if (find_quoted(filter, message, place)) return true;
    int count = cut_tokens(filter, tokens);
    // another version's scanner may take the probe for something else: then there is no telling
    if (count <= 0 || !continues(pcap, "", 0)) return false;
    if (continues(pcap, filter, (int)strlen(filter))) {
        // the grammar is content ("expression rejects all packets"), or something is missing at the end
        if (!strstr(message, "syntax error")) return false;
        *place = (struct token){ (int)strlen(filter), 0 };
        return true;
    }
    int good = 0, bad = count; // the first `good` tokens can go on, the first `bad` ones cannot
    while (bad - good > 1) {
        int middle = good + (bad - good) / 2;
        if (continues(pcap, filter, tokens[middle - 1].at + tokens[middle - 1].len))
            good = middle;
        else
            bad = middle;
    }
    *place = tokens[bad - 1];
    return true;
}

int filter_check(const char *filter, int dlt, int snaplen, struct problem *problem)
{
    struct json j;
    struct bpf_program program;
    struct token place;
    // a name server that does not answer must not hold up an answer about the grammar
    setenv("RES_OPTIONS", "timeout:1 attempts:1", 1);
    pcap_t *pcap = pcap_open_dead(dlt, snaplen);
    if (!pcap) return fail(problem, KIND_NO_MEMORY, -1, "pcap_open_dead failed");
    json_start(&j, "filter");
    if (pcap_compile(pcap, &program, filter, 1, PCAP_NETMASK_UNKNOWN) == 0) {
        json_bool(&j, "ok", true);
        json_number(&j, "instructions", program.bf_len);
        pcap_freecode(&program);
    } else {
        char message[PCAP_ERRBUF_SIZE];
        snprintf(message, sizeof message, "%s", pcap_geterr(pcap));
        json_bool(&j, "ok", false);
        json_string(&j, "text", message);
        if (find_place(pcap, filter, message, &place)) {
            json_number(&j, "at", place.at);
            json_number(&j, "length", place.len);
        }
    }
    status_send(&j, false);
    pcap_close(pcap);
    return 0;
}
