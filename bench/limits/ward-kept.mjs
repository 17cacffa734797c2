// The ward pathway of workloads/ward.yaml by hand, with what Careway promises: everybody's own random numbers, and all the numbers of a
// run. Nothing else is kept but what these need; ward-kept-numbers.mjs says which numbers are not told.
import { BLOCK } from "./kept-draws.mjs";
import { HOURS } from "./kept-hours.mjs";
import {
  ACUTE,
  ARRIVAL,
  ARRIVED,
  ASKED,
  AT_HOME,
  BED,
  BEDS,
  CLASS,
  DOUBLES,
  HOME,
  HOUR_BITS,
  INTS,
  KEY0,
  KEY1,
  KIND_BITS,
  KIND_MASK,
  LEVEL_BITS,
  LINE,
  LINE_BITS,
  NURSE,
  NURSES,
  REHAB,
  REHAB_BED,
  REHAB_BEDS,
  STARTED,
  SUM_BITS,
  THERAPIST,
  THERAPISTS,
  TO_HOME,
  TO_REHAB,
  TRIAGE,
  TRIAGE_FOR,
  VISIT,
  VISIT_MEAN,
  VISITS,
  VISITS_FOR,
  VISITS_OF_ALL,
  WAITED,
  WARD_FOR,
  WAY,
} from "./ward-kept-rows.mjs";
import { CLASSES, REHAB_STAY, WardState, WORDS } from "./ward-kept-state.mjs";

export class WardKept extends WardState {
  /** @param {number} replication */
  run(replication) {
    this.begin(replication);
    const NONE = -1;
    const { future, doubles, ints, free, lines, homeAt, homeWho, levels, since, draws, drawn, sums, until, ways } =
      this;
    const { times, codes } = future;
    const { cells, starts } = this.hours;
    const { arriveAt, key0, key1 } = draws;
    const [w0, w1, w2, w3] = this.waits.map(({ values }) => values);
    const [h0, h1] = this.holds.map(({ values }) => values);
    let [n0, n1, n2, n3, m0, m1] = [0, 0, 0, 0, 0, 0];
    let [useN, useB, useR, useT] = [0, 0, 0, 0];
    let [headN, tailN, headB, tailB, headR, tailR, headT, tailT, headH, tailH] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let [triages, wards, rehabs, visits] = [0, 0, 0, 0];
    let rows = 0;
    let freeRows = 0;
    let weekHour = 0;
    let nextMoment = 0;
    let homeNext = Infinity;
    let rootedSince = 0;
    let rooted = 0;
    const at = Int32Array.from(CLASSES, (_, cls) => cls * BLOCK);
    let [next0, next1, next2] = [arriveAt[0], arriveAt[BLOCK], arriveAt[2 * BLOCK]];
    let arrivalNext = Math.min(next0, next1, next2);
    for (;;) {
      let now = times[0];
      let code = codes[0];
      let gap = true;
      if (homeNext < now) {
        now = homeNext;
        code = HOME;
        gap = false;
      }
      if (arrivalNext < now) {
        now = arrivalNext;
        code = ARRIVAL;
        gap = false;
      }
      if (!(now < until)) break;
      if (now >= nextMoment) {
        this.tails.set([tailN, tailB, tailR, tailT]);
        this.heads.set([headN, headB, headR, headT]);
        nextMoment = this.pass(now, rows - freeRows);
      }
      const hour = (now * (1 / 60)) | 0;
      const left = (hour + 1) * 60 - now;
      while (hour - weekHour >= HOURS) {
        weekHour += HOURS;
        starts[0] += useN;
        starts[1] += useB;
        starts[2] += useR;
        starts[3] += useT;
        starts[4] += tailN - headN;
        starts[5] += tailB - headB;
        starts[6] += tailR - headR;
        starts[7] += tailT - headT;
      }
      const cell = (hour - weekHour) << HOUR_BITS;
      let dueA = 0;
      let codeA = NONE;
      let dueB = 0;
      let codeB = NONE;
      let toRehab = NONE;
      let leaver = NONE;
      let freesBed = false;
      const who = code >> KIND_BITS;
      const row = who << DOUBLES;
      switch (code & KIND_MASK) {
        case TRIAGE: {
          triages++;
          if (headN < tailN) {
            const next = lines[headN++ & LINE];
            const own = next << DOUBLES;
            cells[cell | 8] -= left;
            cells[cell | 9] -= 1;
            const waited = now - doubles[own | ASKED];
            doubles[own | WAITED | 0] += waited;
            w0[n0++] = waited;
            doubles[own | STARTED] = now;
            dueA = now + doubles[own | TRIAGE_FOR];
            codeA = (next << KIND_BITS) | TRIAGE;
          } else {
            levels[useN] += now - since[0];
            since[0] = now;
            cells[cell | 0] -= left;
            cells[cell | 1] -= 1;
            useN--;
          }
          doubles[row | ASKED] = now;
          if (useB < BEDS) {
            levels[(1 << LEVEL_BITS) | useB] += now - since[1];
            since[1] = now;
            cells[cell | 2] += left;
            cells[cell | 3] += 1;
            useB++;
            doubles[row | STARTED] = now;
            dueB = now + doubles[row | WARD_FOR];
            codeB = (who << KIND_BITS) | ACUTE;
          } else {
            rooted += Math.imul(tailB - headB, tailR - headR) * (now - rootedSince);
            rootedSince = now;
            lines[(1 << LINE_BITS) | (tailB++ & LINE)] = who;
            cells[cell | 10] += left;
            cells[cell | 11] += 1;
          }
          break;
        }
        case ACUTE: {
          wards++;
          const way = ints[(who << INTS) | WAY];
          if (way === TO_REHAB) {
            doubles[row | ASKED] = now;
            if (useR < REHAB_BEDS) {
              levels[(2 << LEVEL_BITS) | useR] += now - since[2];
              since[2] = now;
              cells[cell | 4] += left;
              cells[cell | 5] += 1;
              useR++;
              toRehab = who;
            } else {
              rooted += Math.imul(tailB - headB, tailR - headR) * (now - rootedSince);
              rootedSince = now;
              lines[(2 << LINE_BITS) | (tailR++ & LINE)] = who;
              cells[cell | 12] += left;
              cells[cell | 13] += 1;
            }
            break;
          }
          h0[m0++] = now - doubles[row | STARTED];
          freesBed = true;
          if (way === TO_HOME) {
            const whole = who << INTS;
            draws.visits(
              ints[whole | KEY0],
              ints[whole | KEY1],
              WORDS.visit,
              VISIT_MEAN,
              doubles,
              row | VISITS_FOR,
              VISITS_OF_ALL,
            );
            homeAt[tailH & LINE] = now + AT_HOME;
            homeWho[tailH & LINE] = who;
            if (headH === tailH++) homeNext = now + AT_HOME;
          } else leaver = who;
          break;
        }
        case REHAB:
          rehabs++;
          h1[m1++] = now - doubles[row | STARTED];
          leaver = who;
          if (headR < tailR) {
            rooted += Math.imul(tailB - headB, tailR - headR) * (now - rootedSince);
            rootedSince = now;
            const next = lines[(2 << LINE_BITS) | (headR++ & LINE)];
            const own = next << DOUBLES;
            cells[cell | 12] -= left;
            cells[cell | 13] -= 1;
            const waited = now - doubles[own | ASKED];
            doubles[own | WAITED | 2] += waited;
            w2[n2++] = waited;
            toRehab = next;
          } else {
            levels[(2 << LEVEL_BITS) | useR] += now - since[2];
            since[2] = now;
            cells[cell | 4] -= left;
            cells[cell | 5] -= 1;
            useR--;
          }
          break;
        case HOME: {
          const patient = homeWho[headH & LINE];
          const own = patient << DOUBLES;
          homeNext = ++headH < tailH ? homeAt[headH & LINE] : Infinity;
          doubles[own | ASKED] = now;
          if (useT < THERAPISTS) {
            levels[(3 << LEVEL_BITS) | useT] += now - since[3];
            since[3] = now;
            cells[cell | 6] += left;
            cells[cell | 7] += 1;
            useT++;
            doubles[own | STARTED] = now;
            dueA = now + doubles[(own | VISITS_FOR) + ints[(patient << INTS) | VISITS]];
            codeA = (patient << KIND_BITS) | VISIT;
          } else {
            lines[(3 << LINE_BITS) | (tailT++ & LINE)] = patient;
            cells[cell | 14] += left;
            cells[cell | 15] += 1;
          }
          break;
        }
        case VISIT: {
          visits++;
          if (headT < tailT) {
            const next = lines[(3 << LINE_BITS) | (headT++ & LINE)];
            const own = next << DOUBLES;
            cells[cell | 14] -= left;
            cells[cell | 15] -= 1;
            const waited = now - doubles[own | ASKED];
            doubles[own | WAITED | 3] += waited;
            w3[n3++] = waited;
            doubles[own | STARTED] = now;
            dueA = now + doubles[(own | VISITS_FOR) + ints[(next << INTS) | VISITS]];
            codeA = (next << KIND_BITS) | VISIT;
          } else {
            levels[(3 << LEVEL_BITS) | useT] += now - since[3];
            since[3] = now;
            cells[cell | 6] -= left;
            cells[cell | 7] -= 1;
            useT--;
          }
          if (++ints[(who << INTS) | VISITS] < VISITS_OF_ALL) {
            homeAt[tailH & LINE] = now + AT_HOME;
            homeWho[tailH & LINE] = who;
            if (headH === tailH++) homeNext = now + AT_HOME;
          } else leaver = who;
          break;
        }
        case ARRIVAL: {
          const cls = next0 === now ? 0 : next1 === now ? 1 : 2;
          const from = at[cls];
          const patient = freeRows > 0 ? free[--freeRows] : rows++;
          const own = patient << DOUBLES;
          const whole = patient << INTS;
          ints[whole | CLASS] = cls;
          ints[whole | KEY0] = key0[from];
          ints[whole | KEY1] = key1[from];
          ints[whole | WAY] = ways[from];
          ints[whole | VISITS] = 0;
          doubles[own | ARRIVED] = now;
          doubles[own | ASKED] = now;
          doubles[own | WAITED | NURSE] = 0;
          doubles[own | WAITED | BED] = 0;
          doubles[own | WAITED | REHAB_BED] = 0;
          doubles[own | WAITED | THERAPIST] = 0;
          doubles[own | WARD_FOR] = this.wardFor[from];
          const minutes = this.triageFor[from];
          at[cls] = from + 1;
          if ((at[cls] & (BLOCK - 1)) === 0) at[cls] = this.draw(cls);
          const nextOfClass = arriveAt[at[cls]];
          if (cls === 0) next0 = nextOfClass;
          else if (cls === 1) next1 = nextOfClass;
          else next2 = nextOfClass;
          arrivalNext = Math.min(next0, next1, next2);
          if (useN < NURSES) {
            levels[useN] += now - since[0];
            since[0] = now;
            cells[cell | 0] += left;
            cells[cell | 1] += 1;
            useN++;
            doubles[own | STARTED] = now;
            dueA = now + minutes;
            codeA = (patient << KIND_BITS) | TRIAGE;
          } else {
            doubles[own | TRIAGE_FOR] = minutes;
            lines[tailN++ & LINE] = patient;
            cells[cell | 8] += left;
            cells[cell | 9] += 1;
          }
          break;
        }
      }
      if (toRehab !== NONE) {
        const own = toRehab << DOUBLES;
        const whole = toRehab << INTS;
        h0[m0++] = now - doubles[own | STARTED];
        doubles[own | STARTED] = now;
        draws.lognormal(ints[whole | KEY0], ints[whole | KEY1], WORDS.rehab, REHAB_STAY, drawn, 0);
        dueA = now + drawn[0];
        codeA = (toRehab << KIND_BITS) | REHAB;
        freesBed = true;
      }
      if (freesBed === true) {
        if (headB < tailB) {
          rooted += Math.imul(tailB - headB, tailR - headR) * (now - rootedSince);
          rootedSince = now;
          const next = lines[(1 << LINE_BITS) | (headB++ & LINE)];
          const own = next << DOUBLES;
          cells[cell | 10] -= left;
          cells[cell | 11] -= 1;
          const waited = now - doubles[own | ASKED];
          doubles[own | WAITED | 1] += waited;
          w1[n1++] = waited;
          doubles[own | STARTED] = now;
          dueB = now + doubles[own | WARD_FOR];
          codeB = (next << KIND_BITS) | ACUTE;
        } else {
          levels[(1 << LEVEL_BITS) | useB] += now - since[1];
          since[1] = now;
          cells[cell | 2] -= left;
          cells[cell | 3] -= 1;
          useB--;
        }
      }
      if (leaver !== NONE) {
        const own = leaver << DOUBLES;
        const cls = ints[(leaver << INTS) | CLASS];
        const sum = cls << SUM_BITS;
        const toNurse = doubles[own | WAITED | NURSE];
        const toBed = doubles[own | WAITED | BED];
        const toRehabBed = doubles[own | WAITED | REHAB_BED];
        const toTherapist = doubles[own | WAITED | THERAPIST];
        sums[sum | NURSE] += toNurse;
        sums[sum | BED] += toBed;
        sums[sum | REHAB_BED] += toRehabBed;
        sums[sum | THERAPIST] += toTherapist;
        sums[sum | VISITS] += ints[(leaver << INTS) | VISITS];
        const waited = toNurse + toBed + toRehabBed + toTherapist;
        const stays = this.stays[cls];
        stays.values[stays.count++] = now - doubles[own | ARRIVED];
        const waits = this.waited[cls];
        waits.values[waits.count] = waited;
        waits.count += Number(waited > 0);
        free[freeRows++] = leaver;
      }
      if (codeA === NONE) {
        dueA = dueB;
        codeA = codeB;
        codeB = NONE;
      }
      if (gap === true) {
        if (codeA === NONE) {
          const last = --future.count;
          dueA = times[last];
          codeA = codes[last];
          times[last] = Infinity;
        }
        if (future.count > 0) future.replaceFirst(dueA, codeA);
      } else if (codeA !== NONE) future.push(dueA, codeA);
      if (codeB !== NONE) future.push(dueB, codeB);
    }
    rooted += Math.imul(tailB - headB, tailR - headR) * (until - rootedSince);
    [n0, n1, n2, n3].forEach((count, r) => {
      this.waits[r].count = count;
    });
    this.holds[0].count = m0;
    this.holds[1].count = m1;
    this.use.set([useN, useB, useR, useT]);
    this.heads.set([headN, headB, headR, headT, headH]);
    this.tails.set([tailN, tailB, tailR, tailT, tailH]);
    this.ended.set([triages, wards, rehabs, visits, headH]);
    this.rooted[0] = rooted;
    this.finish(rows - freeRows, weekHour, at);
  }
}
