/* M/M/c: exponential gaps and services, one line, first come first served. queue RATE SERVERS MINUTES RUNS SEED */
#include "common.h"

static double *asked;
static int head, tail, room;

int main(int argc, char **argv) {
  double rate = atof(argv[1]), until = atof(argv[3]);
  int servers = atoi(argv[2]), runs = atoi(argv[4]);
  seed((uint64_t)atoll(argv[5]));
  room = 1 << 20;
  asked = malloc(sizeof(double) * (size_t)room);
  long events = 0, served = 0;
  double waited = 0, busy_time = 0, present_time = 0;
  for (int run = 0; run < runs; run++) {
    heap_size = head = tail = 0;
    int busy = 0;
    double now = 0;
    schedule(exponential(1 / rate), 0, 0);
    while (heap_size > 0 && heap[0].time < until) {
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
  }
  (void)argc;
  double time = until * runs;
  printf("{\"events\":%ld,\"means\":{\"wait\":%.9g,\"busy\":%.9g,\"present\":%.9g}}\n", events, waited / (double)served, busy_time / time,
         present_time / time);
  return 0;
}
