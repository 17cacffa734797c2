/* M/M/c: exponential gaps and services, one line, first come first served. queue RATE SERVERS MINUTES RUNS SEED */
#include "common.h"

static const char *const names[] = {"wait", "busy", "present"};
enum { COLUMNS = 4 };

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  double rate = atof(argv[1]), until = atof(argv[3]);
  int servers = atoi(argv[2]), runs = atoi(argv[4]), room = 1 << 20;
  seed((uint64_t)atoll(argv[5]));
  double *values = malloc(sizeof(double) * COLUMNS * (size_t)runs), *asked = malloc(sizeof(double) * (size_t)room);
  double start = cpu();
  for (int run = 0; run < runs; run++) {
    heap_size = 0;
    int busy = 0, head = 0, tail = 0;
    long events = 0, served = 0;
    double now = 0, waited = 0, busy_time = 0, present_time = 0;
    schedule(exponential(1 / rate), 0, 0);
    while (heap[0].time < until) {
      event e = take_first();
      busy_time += busy * (e.time - now);
      present_time += (busy + tail - head) * (e.time - now);
      now = e.time;
      events++;
      if (e.kind == 0) {
        schedule(now + exponential(1 / rate), 0, 0);
        if (busy < servers) {
          busy++;
          served++;
          schedule(now + exponential(1), 1, 0);
        } else asked[tail++ & (room - 1)] = now;
      } else if (head < tail) {
        waited += now - asked[head++ & (room - 1)];
        served++;
        schedule(now + exponential(1), 1, 0);
      } else busy--;
    }
    busy_time += busy * (until - now);
    present_time += (busy + tail - head) * (until - now);
    memcpy(values + COLUMNS * run, (double[]){(double)events, waited / (double)served, busy_time / until, present_time / until},
           sizeof(double) * COLUMNS);
  }
  answer(names, COLUMNS - 1, values, runs, cpu() - start);
  return 0;
}
