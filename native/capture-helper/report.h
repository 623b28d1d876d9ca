// The status messages of a running capture; status.h lists them all.
#ifndef SYNSCOPE_REPORT_H
#define SYNSCOPE_REPORT_H

#include "capture.h"

void report_device(const struct device *d);
// `why_open`: why the system offers no wall around the process (confine.h), NULL where it stands.
void report_ready(const struct capture *c, const char *why_open);
void report_file(const struct capture *c);
// An `optional` message is left out while nobody reads.
void report_counts(const struct capture *c, bool optional);
void report_drops(const struct device *d, bool optional);
void report_lost(const struct device *d);

#endif
