/* What every limit program needs: random numbers, samplers, the future, and how a program answers. Our own code, no generality. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* xoshiro256++ (Blackman, Vigna 2019), seeded by splitmix64. */
static uint64_t s[4];
static inline uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static void seed(uint64_t x) {
  for (int i = 0; i < 4; i++) {
    uint64_t z = (x += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    s[i] = z ^ (z >> 31);
  }
}
static inline uint64_t next(void) {
  const uint64_t result = rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotl(s[3], 45);
  return result;
}
/* In (0, 1). */
static inline double uniform(void) { return ((double)(next() >> 12) + 0.5) * 0x1p-52; }
static inline double exponential(double mean) { return -mean * log(uniform()); }
/* Marsaglia's polar method, both of a pair used. */
static double spare;
static int has_spare;
static inline double normal(void) {
  if (has_spare) {
    has_spare = 0;
    return spare;
  }
  double u, v, r;
  do {
    u = 2 * uniform() - 1;
    v = 2 * uniform() - 1;
    r = u * u + v * v;
  } while (r >= 1 || r == 0);
  double f = sqrt(-2 * log(r) / r);
  spare = v * f;
  has_spare = 1;
  return u * f;
}

/* A 4-ary heap by time. */
typedef struct {
  double time;
  int32_t kind, who;
} event;
static event *heap;
static int heap_size, heap_room;
static inline void schedule(double time, int kind, int who) {
  if (heap_size == heap_room) heap = realloc(heap, sizeof(event) * (size_t)(heap_room = heap_room ? 2 * heap_room : 1024));
  int hole = heap_size++;
  while (hole > 0) {
    int parent = (hole - 1) >> 2;
    if (heap[parent].time <= time) break;
    heap[hole] = heap[parent];
    hole = parent;
  }
  heap[hole] = (event){time, kind, who};
}
static inline event take_first(void) {
  event first = heap[0], last = heap[--heap_size];
  int hole = 0;
  for (;;) {
    int child = 4 * hole + 1;
    if (child >= heap_size) break;
    int end = child + 4 < heap_size ? child + 4 : heap_size, least = child;
    for (int i = child + 1; i < end; i++)
      if (heap[i].time < heap[least].time) least = i;
    if (heap[least].time >= last.time) break;
    heap[hole] = heap[least];
    hole = least;
  }
  heap[hole] = last;
  return first;
}

/* What a program answers, as JSON: events and means of each run, CPU seconds of the runs, and the peak of memory in bytes. */
static double cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}
static void print_runs(const double *values, int runs, int stride) {
  for (int run = 0; run < runs; run++) printf("%s%.12g", run ? "," : "[", values[run * stride]);
  printf("]");
}
/* A row of values for each run: the events, then a mean for each name. */
static void answer(const char *const *names, int count, const double *values, int runs, double seconds) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"events\":");
  print_runs(values, runs, count + 1);
  printf(",\"means\":{");
  for (int i = 0; i < count; i++) {
    printf("%s\"%s\":", i ? "," : "", names[i]);
    print_runs(values + 1 + i, runs, count + 1);
  }
  printf("},\"cpu\":%.6f,\"peak\":%.0f}\n", seconds, 1024.0 * (double)usage.ru_maxrss);
}
