/* The ward pathway of workloads/ward.yaml. ward DAYS RUNS SEED */
#include "common.h"

enum { ARRIVAL, TRIAGE, ACUTE, REHAB, HOME, VISIT };
enum { NURSE, BED, REHAB_BED, THERAPIST, RESOURCES };

static const double rate[3] = {3, 2, 1.5}, stay[3] = {5.5, 7.5, 8.5}, chance[3] = {0.1, 0.2, 0.3};
static const int capacity[RESOURCES] = {2, 50, 30, 6};

typedef struct {
  double arrived, asked;
  int cls, visits, behind;
} patient;
static patient *rows;
static int room, used, free_row;

/* A line and what is in use, with its integrals. */
static struct {
  int use, waiting, first, last;
  double use_time, since, waited;
  long met;
} of[RESOURCES];
static double now;

static int admit(int cls) {
  int p = free_row;
  if (p >= 0) free_row = rows[p].behind;
  else {
    if (used == room) rows = realloc(rows, sizeof(patient) * (size_t)(room = room ? 2 * room : 256));
    p = used++;
  }
  rows[p] = (patient){now, 0, cls, 0, -1};
  return p;
}
static inline void settle(int r) {
  of[r].use_time += of[r].use * (now - of[r].since);
  of[r].since = now;
}
/* True when it is met at once; else the patient stands in the line. */
static inline int ask(int r, int p) {
  settle(r);
  if (of[r].use < capacity[r]) {
    of[r].use++;
    of[r].met++;
    return 1;
  }
  rows[p].asked = now;
  rows[p].behind = -1;
  if (of[r].waiting++ == 0) of[r].first = p;
  else rows[of[r].last].behind = p;
  of[r].last = p;
  return 0;
}
static void start_ward(int p), start_rehab(int p);
static inline void start_triage(int p) { schedule(now + exponential(0.2), TRIAGE, p); }
static inline void start_visit(int p) { schedule(now + exponential(0.3), VISIT, p); }
/* What is given back passes to the first in the line. */
static void give(int r) {
  settle(r);
  if (of[r].waiting == 0) {
    of[r].use--;
    return;
  }
  int p = of[r].first;
  of[r].first = rows[p].behind;
  of[r].waiting--;
  of[r].met++;
  of[r].waited += now - rows[p].asked;
  if (r == NURSE) start_triage(p);
  else if (r == BED) start_ward(p);
  else if (r == REHAB_BED) start_rehab(p);
  else start_visit(p);
}
static double sigma1, sigma7;
static void start_ward(int p) {
  double mean = stay[rows[p].cls];
  schedule(now + exp(log(mean) - sigma1 * sigma1 / 2 + sigma1 * normal()), ACUTE, p);
}
static void start_rehab(int p) {
  give(BED);
  schedule(now + exp(log(22.0) - sigma7 * sigma7 / 2 + sigma7 * normal()), REHAB, p);
}
static long left;
static double stays;
static void leave(int p) {
  stays += now - rows[p].arrived;
  left++;
  rows[p].behind = free_row;
  free_row = p;
}

static const char *const names[] = {"left",  "stay",      "nurse",     "nurseWait",    "acute", "acuteWait",
                                    "rehab", "rehabWait", "therapist", "therapistWait"};
enum { COLUMNS = 3 + 2 * RESOURCES };

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  double until = atof(argv[1]);
  int runs = atoi(argv[2]);
  seed((uint64_t)atoll(argv[3]));
  double *values = malloc(sizeof(double) * COLUMNS * (size_t)runs);
  double start = cpu();
  sigma1 = sqrt(log(2));
  sigma7 = sqrt(log(1 + 0.7 * 0.7));
  for (int run = 0; run < runs; run++) {
    heap_size = used = 0;
    free_row = -1;
    now = stays = 0;
    left = 0;
    long events = 0;
    memset(of, 0, sizeof of);
    for (int cls = 0; cls < 3; cls++) schedule(exponential(1 / rate[cls]), ARRIVAL, cls);
    while (heap[0].time < until) {
      event e = take_first();
      now = e.time;
      events++;
      int p = e.who;
      switch (e.kind) {
        case ARRIVAL:
          schedule(now + exponential(1 / rate[p]), ARRIVAL, p);
          p = admit(p);
          if (ask(NURSE, p)) start_triage(p);
          break;
        case TRIAGE:
          give(NURSE);
          if (ask(BED, p)) start_ward(p);
          break;
        case ACUTE: {
          double u = uniform(), c = chance[rows[p].cls];
          if (u < c) {
            if (ask(REHAB_BED, p)) start_rehab(p);
            break;
          }
          give(BED);
          if (u < c + 0.4) schedule(now + 2, HOME, p);
          else leave(p);
          break;
        }
        case REHAB:
          give(REHAB_BED);
          leave(p);
          break;
        case HOME:
          if (ask(THERAPIST, p)) start_visit(p);
          break;
        case VISIT:
          give(THERAPIST);
          if (++rows[p].visits < 5) schedule(now + 2, HOME, p);
          else leave(p);
          break;
      }
    }
    now = until;
    double *row = values + COLUMNS * run;
    row[0] = (double)events;
    row[1] = (double)left;
    row[2] = stays / (double)left;
    for (int r = 0; r < RESOURCES; r++) {
      settle(r);
      row[3 + 2 * r] = of[r].use_time / until;
      row[4 + 2 * r] = of[r].waited / (double)of[r].met;
    }
  }
  answer(names, COLUMNS - 1, values, runs, cpu() - start);
  return 0;
}
