/* M/M/inf that begins with N present: arrivals N a minute, stays of a minute. crowd N EVENTS SEED */
#include "common.h"

int main(int argc, char **argv) {
  int n = atoi(argv[1]);
  long wanted = atol(argv[2]), events = 0, left = 0;
  seed((uint64_t)atoll(argv[3]));
  double until = (double)wanted / 2 / n, now = 0, present_time = 0, stays = 0;
  int present = n, rows = n, room = n + 1024, free_rows = 0;
  double *arrived = calloc((size_t)room, sizeof(double));
  int *free_row = malloc(sizeof(int) * (size_t)room);
  for (int i = 0; i < n; i++) schedule(exponential(1), 1, i);
  schedule(exponential(1.0 / n), 0, 0);
  while (heap[0].time < until) {
    event e = take_first();
    present_time += present * (e.time - now);
    now = e.time;
    events++;
    if (e.kind == 0) {
      schedule(now + exponential(1.0 / n), 0, 0);
      int row = free_rows > 0 ? free_row[--free_rows] : rows++;
      if (row == room) {
        room *= 2;
        arrived = realloc(arrived, sizeof(double) * (size_t)room);
        free_row = realloc(free_row, sizeof(int) * (size_t)room);
      }
      arrived[row] = now;
      present++;
      schedule(now + exponential(1), 1, row);
    } else {
      stays += now - arrived[e.who];
      left++;
      present--;
      free_row[free_rows++] = e.who;
    }
  }
  (void)argc;
  printf("{\"events\":%ld,\"means\":{\"present\":%.9g,\"stay\":%.9g}}\n", events, present_time / until, stays / (double)left);
  return 0;
}
