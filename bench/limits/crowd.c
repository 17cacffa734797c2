/* M/M/inf that begins with N present: arrivals N a minute, stays of a minute. crowd N EVENTS RUNS SEED */
#include "common.h"

static const char *const names[] = {"present", "stay"};
enum { COLUMNS = 3 };

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  int n = atoi(argv[1]), runs = atoi(argv[3]), room = n + 1024;
  double until = atof(argv[2]) / 2 / n;
  seed((uint64_t)atoll(argv[4]));
  double *values = malloc(sizeof(double) * COLUMNS * (size_t)runs), *arrived = malloc(sizeof(double) * (size_t)room);
  int *free_row = malloc(sizeof(int) * (size_t)room);
  double start = cpu();
  for (int run = 0; run < runs; run++) {
    heap_size = 0;
    int present = n, rows = n, free_rows = 0;
    long events = 0, left = 0;
    double now = 0, present_time = 0, stays = 0;
    memset(arrived, 0, sizeof(double) * (size_t)n);
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
    present_time += present * (until - now);
    memcpy(values + COLUMNS * run, (double[]){(double)events, present_time / until, stays / (double)left}, sizeof(double) * COLUMNS);
  }
  answer(names, COLUMNS - 1, values, runs, cpu() - start);
  return 0;
}
