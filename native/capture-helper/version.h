#ifndef SYNSCOPE_VERSION_H
#define SYNSCOPE_VERSION_H

// The build takes it from package.json.
#ifndef HELPER_VERSION
#define HELPER_VERSION "development"
#endif

#endif
