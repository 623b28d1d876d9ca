// The status channel: one JSON object a line on standard output, at most MESSAGE_MAX bytes each, nothing else ever.
// The capture never waits for whoever reads it: messages wait in a fixed outbox, and those that can be left out
// (counts: the next one says it all) are left out when it is full.
//
//   hello    protocol, version, libpcap           first line of every run
//   adapter  one for each adapter                 `list`
//   filter   ok, or message and place             `check`
//   device   one for each opened device           `capture`, before ready
//   ready    privileges are gone, the file is open, frames are read from now on; `confined`: behind confine.h, else `text` says why not
//   file     a file was begun                     also the first one
//   counts   frames, bytes, length of the file    at most ten a second
//   drops    one for each device                  when they changed, and at the end
//   lost     a device stopped, the others go on
//   error    kind and text                        at most one, before done
//   done     why it ended, totals                 last line of every run
#ifndef SYNSCOPE_STATUS_H
#define SYNSCOPE_STATUS_H

#include <stdbool.h>

#include "json.h"
#include "kinds.h"
#include "reasons.h"

enum { STATUS_FD = 1 };

// Ends and queues the message. A message that does not fit the outbox is dropped when `optional`, else waited for.
void status_send(struct json *j, bool optional);
// Writes what can be written without waiting. False when the reader is gone.
bool status_pump(void);
bool status_pending(void);
// Waits for the reader, at most `timeout_ms`, until everything is written.
void status_drain(int timeout_ms);

void status_hello(void);
void status_error(const struct problem *problem);
void status_done(enum reason reason);

#endif
