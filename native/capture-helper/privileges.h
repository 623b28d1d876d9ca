#ifndef SYNSCOPE_PRIVILEGES_H
#define SYNSCOPE_PRIVILEGES_H

#include "kinds.h"

// Gives up everything that the invoking user does not have, for good, and checks that it is gone.
// On Linux no capability is left afterwards, also when root runs it.
int privileges_drop(struct problem *problem);

#endif
