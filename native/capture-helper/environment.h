// The environment belongs to whoever starts the helper, the privilege may not: libraries must not be led by it.
#ifndef SYNSCOPE_ENVIRONMENT_H
#define SYNSCOPE_ENVIRONMENT_H

// Forgets every variable except a harmless TZ, which numbered files are named by. To be called before anything else.
void environment_clear(void);

#endif
