/* Gives the entries of every folder in the reverse order. Loaded into a program with LD_PRELOAD by .ci/determinism. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096, FOLDERS = 64 };

/* A folder that is being read: its entries, from the last to the first. */
static struct listing {
  DIR *folder;
  struct dirent64 *entries;
  int left;
} listings[FOLDERS];

static struct listing *listing_of(DIR *folder) {
  for (int i = 0; i < FOLDERS; i++)
    if (listings[i].folder == folder) return &listings[i];
  for (int i = 0; i < FOLDERS; i++)
    if (!listings[i].folder) return &listings[i];
  abort();
}

struct dirent64 *readdir64(DIR *folder) {
  struct dirent64 *(*next)(DIR *) = dlsym(RTLD_NEXT, "readdir64");
  struct listing *l = listing_of(folder);
  if (l->folder != folder) {
    l->folder = folder;
    l->entries = calloc(MOST, sizeof *l->entries);
    for (struct dirent64 *e; (e = next(folder));) {
      if (l->left == MOST) abort();
      memcpy(&l->entries[l->left++], e, e->d_reclen);
    }
  }
  return l->left ? &l->entries[--l->left] : NULL;
}

int closedir(DIR *folder) {
  int (*close_it)(DIR *) = dlsym(RTLD_NEXT, "closedir");
  struct listing *l = listing_of(folder);
  if (l->folder == folder) {
    free(l->entries);
    memset(l, 0, sizeof *l);
  }
  return close_it(folder);
}
