// The folder of the capture file, opened once; files are made in what was opened, whatever its name leads to later.
#ifndef SYNSCOPE_FOLDER_H
#define SYNSCOPE_FOLDER_H

// A descriptor for openat(), or -1 with errno. ELOOP: too many links, or one that somebody else put where others can write (a
// folder like /tmp): it leads where they want.
int folder_open(const char *path);

#endif
