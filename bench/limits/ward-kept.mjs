// The ward pathway of workloads/ward.yaml by hand, with what Careway promises: everybody's own random numbers, and all the numbers of a
// run. Nothing else is kept but what these need; ward-kept-numbers.mjs says which numbers are not told. Arrivals, and stays at home,
// which all last as long, come in order by themselves: only what else is to come stands in the heap. One function, and numbers as `let`
// one by one, because the compiler then keeps them in registers: taken out of a list they cost 25 ns an event.
import { BLOCK } from "./kept-draws.mjs";
import { HOURS } from "./kept-hours.mjs";
import * as ward from "./ward-kept-rows.mjs";
import { REHAB_STAY, WardState, WORDS } from "./ward-kept-state.mjs";

export class WardKept extends WardState {
  /** @param {number} replication */
  run(replication) {
    this.begin(replication);
    const NONE = -1;
    const { future, doubles, ints, free, lines, homeAt, homeWho, levels, since, draws, drawn, sums, until, ways } =
      this;
    const { times, codes, due } = future;
    const { clock } = this;
    const { cells, starts } = this.hours;
    const { arriveAt, key0, key1 } = draws;
    const { values: w0 } = this.waits[ward.NURSE];
    const { values: w1 } = this.waits[ward.BED];
    const { values: w2 } = this.waits[ward.REHAB_BED];
    const { values: w3 } = this.waits[ward.THERAPIST];
    const { values: h0 } = this.holds[0];
    const { values: h1 } = this.holds[1];
    let n0 = 0;
    let n1 = 0;
    let n2 = 0;
    let n3 = 0;
    let m0 = 0;
    let m1 = 0;
    let useN = 0;
    let useB = 0;
    let useR = 0;
    let useT = 0;
    let headN = 0;
    let tailN = 0;
    let headB = 0;
    let tailB = 0;
    let headR = 0;
    let tailR = 0;
    let headT = 0;
    let tailT = 0;
    let headH = 0;
    let tailH = 0;
    let triages = 0;
    let wards = 0;
    let rehabs = 0;
    let visits = 0;
    let rows = 0;
    let freeRows = 0;
    let weekHour = 0;
    let nextMoment = 0;
    let homeNext = Infinity;
    let rootedSince = 0;
    let rooted = 0;
    const { at } = this;
    let next0 = arriveAt[0];
    let next1 = arriveAt[BLOCK];
    let next2 = arriveAt[2 * BLOCK];
    let arrivalNext = Math.min(next0, next1, next2);
    for (;;) {
      let now = times[0];
      let code = codes[0];
      let gap = true;
      if (homeNext < now) {
        now = homeNext;
        code = ward.HOME;
        gap = false;
      }
      if (arrivalNext < now) {
        now = arrivalNext;
        code = ward.ARRIVAL;
        gap = false;
      }
      if (!(now < until)) break;
      if (now >= nextMoment) {
        this.tails.set([tailN, tailB, tailR, tailT]);
        this.heads.set([headN, headB, headR, headT]);
        clock[0] = now;
        this.pass(rows - freeRows);
        nextMoment = clock[1];
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
      const cell = (hour - weekHour) << ward.HOUR_BITS;
      let codeA = NONE;
      let codeB = NONE;
      let toRehab = NONE;
      let leaver = NONE;
      let freesBed = false;
      const who = code >> ward.KIND_BITS;
      const row = who << ward.DOUBLES;
      switch (code & ward.KIND_MASK) {
        case ward.TRIAGE: {
          triages++;
          if (headN < tailN) {
            const next = lines[headN++ & ward.LINE];
            const own = next << ward.DOUBLES;
            cells[cell | 8] -= left;
            cells[cell | 9] -= 1;
            const waited = now - doubles[own | ward.ASKED];
            doubles[own | ward.WAITED | 0] += waited;
            w0[n0++] = waited;
            doubles[own | ward.STARTED] = now;
            due[0] = now + doubles[own | ward.TRIAGE_FOR];
            codeA = (next << ward.KIND_BITS) | ward.TRIAGE;
          } else {
            levels[useN] += now - since[0];
            since[0] = now;
            cells[cell | 0] -= left;
            cells[cell | 1] -= 1;
            useN--;
          }
          doubles[row | ward.ASKED] = now;
          if (useB < ward.BEDS) {
            levels[(1 << ward.LEVEL_BITS) | useB] += now - since[1];
            since[1] = now;
            cells[cell | 2] += left;
            cells[cell | 3] += 1;
            useB++;
            doubles[row | ward.STARTED] = now;
            due[1] = now + doubles[row | ward.WARD_FOR];
            codeB = (who << ward.KIND_BITS) | ward.ACUTE;
          } else {
            rooted += Math.imul(tailB - headB, tailR - headR) * (now - rootedSince);
            rootedSince = now;
            lines[(1 << ward.LINE_BITS) | (tailB++ & ward.LINE)] = who;
            cells[cell | 10] += left;
            cells[cell | 11] += 1;
          }
          break;
        }
        case ward.ACUTE: {
          wards++;
          const way = ints[(who << ward.INTS) | ward.WAY];
          if (way === ward.TO_REHAB) {
            doubles[row | ward.ASKED] = now;
            if (useR < ward.REHAB_BEDS) {
              levels[(2 << ward.LEVEL_BITS) | useR] += now - since[2];
              since[2] = now;
              cells[cell | 4] += left;
              cells[cell | 5] += 1;
              useR++;
              toRehab = who;
            } else {
              rooted += Math.imul(tailB - headB, tailR - headR) * (now - rootedSince);
              rootedSince = now;
              lines[(2 << ward.LINE_BITS) | (tailR++ & ward.LINE)] = who;
              cells[cell | 12] += left;
              cells[cell | 13] += 1;
            }
            break;
          }
          h0[m0++] = now - doubles[row | ward.STARTED];
          freesBed = true;
          if (way === ward.TO_HOME) {
            const whole = who << ward.INTS;
            draws.visits(
              ints[whole | ward.KEY0],
              ints[whole | ward.KEY1],
              WORDS.visit,
              ward.VISIT_MEAN,
              doubles,
              row | ward.VISITS_FOR,
              ward.VISITS_OF_ALL,
            );
            homeAt[tailH & ward.LINE] = now + ward.AT_HOME;
            homeWho[tailH & ward.LINE] = who;
            if (headH === tailH++) homeNext = now + ward.AT_HOME;
          } else leaver = who;
          break;
        }
        case ward.REHAB:
          rehabs++;
          h1[m1++] = now - doubles[row | ward.STARTED];
          leaver = who;
          if (headR < tailR) {
            rooted += Math.imul(tailB - headB, tailR - headR) * (now - rootedSince);
            rootedSince = now;
            const next = lines[(2 << ward.LINE_BITS) | (headR++ & ward.LINE)];
            const own = next << ward.DOUBLES;
            cells[cell | 12] -= left;
            cells[cell | 13] -= 1;
            const waited = now - doubles[own | ward.ASKED];
            doubles[own | ward.WAITED | 2] += waited;
            w2[n2++] = waited;
            toRehab = next;
          } else {
            levels[(2 << ward.LEVEL_BITS) | useR] += now - since[2];
            since[2] = now;
            cells[cell | 4] -= left;
            cells[cell | 5] -= 1;
            useR--;
          }
          break;
        case ward.HOME: {
          const patient = homeWho[headH & ward.LINE];
          const own = patient << ward.DOUBLES;
          homeNext = ++headH < tailH ? homeAt[headH & ward.LINE] : Infinity;
          doubles[own | ward.ASKED] = now;
          if (useT < ward.THERAPISTS) {
            levels[(3 << ward.LEVEL_BITS) | useT] += now - since[3];
            since[3] = now;
            cells[cell | 6] += left;
            cells[cell | 7] += 1;
            useT++;
            doubles[own | ward.STARTED] = now;
            due[0] = now + doubles[(own | ward.VISITS_FOR) + ints[(patient << ward.INTS) | ward.VISITS]];
            codeA = (patient << ward.KIND_BITS) | ward.VISIT;
          } else {
            lines[(3 << ward.LINE_BITS) | (tailT++ & ward.LINE)] = patient;
            cells[cell | 14] += left;
            cells[cell | 15] += 1;
          }
          break;
        }
        case ward.VISIT: {
          visits++;
          if (headT < tailT) {
            const next = lines[(3 << ward.LINE_BITS) | (headT++ & ward.LINE)];
            const own = next << ward.DOUBLES;
            cells[cell | 14] -= left;
            cells[cell | 15] -= 1;
            const waited = now - doubles[own | ward.ASKED];
            doubles[own | ward.WAITED | 3] += waited;
            w3[n3++] = waited;
            doubles[own | ward.STARTED] = now;
            due[0] = now + doubles[(own | ward.VISITS_FOR) + ints[(next << ward.INTS) | ward.VISITS]];
            codeA = (next << ward.KIND_BITS) | ward.VISIT;
          } else {
            levels[(3 << ward.LEVEL_BITS) | useT] += now - since[3];
            since[3] = now;
            cells[cell | 6] -= left;
            cells[cell | 7] -= 1;
            useT--;
          }
          if (++ints[(who << ward.INTS) | ward.VISITS] < ward.VISITS_OF_ALL) {
            homeAt[tailH & ward.LINE] = now + ward.AT_HOME;
            homeWho[tailH & ward.LINE] = who;
            if (headH === tailH++) homeNext = now + ward.AT_HOME;
          } else leaver = who;
          break;
        }
        case ward.ARRIVAL: {
          const cls = next0 === now ? 0 : next1 === now ? 1 : 2;
          const from = at[cls];
          const patient = freeRows > 0 ? free[--freeRows] : rows++;
          const own = patient << ward.DOUBLES;
          const whole = patient << ward.INTS;
          ints[whole | ward.CLASS] = cls;
          ints[whole | ward.KEY0] = key0[from];
          ints[whole | ward.KEY1] = key1[from];
          ints[whole | ward.WAY] = ways[from];
          ints[whole | ward.VISITS] = 0;
          doubles[own | ward.ARRIVED] = now;
          doubles[own | ward.ASKED] = now;
          doubles[own | ward.WAITED | ward.NURSE] = 0;
          doubles[own | ward.WAITED | ward.BED] = 0;
          doubles[own | ward.WAITED | ward.REHAB_BED] = 0;
          doubles[own | ward.WAITED | ward.THERAPIST] = 0;
          doubles[own | ward.WARD_FOR] = this.wardFor[from];
          const minutes = this.triageFor[from];
          at[cls] = from + 1;
          if ((at[cls] & (BLOCK - 1)) === 0) at[cls] = this.draw(cls);
          const nextOfClass = arriveAt[at[cls]];
          if (cls === 0) next0 = nextOfClass;
          else if (cls === 1) next1 = nextOfClass;
          else next2 = nextOfClass;
          arrivalNext = Math.min(next0, next1, next2);
          if (useN < ward.NURSES) {
            levels[useN] += now - since[0];
            since[0] = now;
            cells[cell | 0] += left;
            cells[cell | 1] += 1;
            useN++;
            doubles[own | ward.STARTED] = now;
            due[0] = now + minutes;
            codeA = (patient << ward.KIND_BITS) | ward.TRIAGE;
          } else {
            doubles[own | ward.TRIAGE_FOR] = minutes;
            lines[tailN++ & ward.LINE] = patient;
            cells[cell | 8] += left;
            cells[cell | 9] += 1;
          }
          break;
        }
      }
      if (toRehab !== NONE) {
        const own = toRehab << ward.DOUBLES;
        const whole = toRehab << ward.INTS;
        h0[m0++] = now - doubles[own | ward.STARTED];
        doubles[own | ward.STARTED] = now;
        draws.lognormal(ints[whole | ward.KEY0], ints[whole | ward.KEY1], WORDS.rehab, REHAB_STAY, drawn, 0);
        due[0] = now + drawn[0];
        codeA = (toRehab << ward.KIND_BITS) | ward.REHAB;
        freesBed = true;
      }
      if (freesBed === true) {
        if (headB < tailB) {
          rooted += Math.imul(tailB - headB, tailR - headR) * (now - rootedSince);
          rootedSince = now;
          const next = lines[(1 << ward.LINE_BITS) | (headB++ & ward.LINE)];
          const own = next << ward.DOUBLES;
          cells[cell | 10] -= left;
          cells[cell | 11] -= 1;
          const waited = now - doubles[own | ward.ASKED];
          doubles[own | ward.WAITED | 1] += waited;
          w1[n1++] = waited;
          doubles[own | ward.STARTED] = now;
          due[1] = now + doubles[own | ward.WARD_FOR];
          codeB = (next << ward.KIND_BITS) | ward.ACUTE;
        } else {
          levels[(1 << ward.LEVEL_BITS) | useB] += now - since[1];
          since[1] = now;
          cells[cell | 2] -= left;
          cells[cell | 3] -= 1;
          useB--;
        }
      }
      if (leaver !== NONE) {
        const own = leaver << ward.DOUBLES;
        const cls = ints[(leaver << ward.INTS) | ward.CLASS];
        const sum = cls << ward.SUM_BITS;
        const toNurse = doubles[own | ward.WAITED | ward.NURSE];
        const toBed = doubles[own | ward.WAITED | ward.BED];
        const toRehabBed = doubles[own | ward.WAITED | ward.REHAB_BED];
        const toTherapist = doubles[own | ward.WAITED | ward.THERAPIST];
        sums[sum | ward.NURSE] += toNurse;
        sums[sum | ward.BED] += toBed;
        sums[sum | ward.REHAB_BED] += toRehabBed;
        sums[sum | ward.THERAPIST] += toTherapist;
        sums[sum | ward.VISITS] += ints[(leaver << ward.INTS) | ward.VISITS];
        const waited = toNurse + toBed + toRehabBed + toTherapist;
        const stays = this.stays[cls];
        stays.values[stays.count++] = now - doubles[own | ward.ARRIVED];
        const waits = this.waited[cls];
        waits.values[waits.count] = waited;
        waits.count += Number(waited > 0);
        free[freeRows++] = leaver;
      }
      if (codeA === NONE) {
        due[0] = due[1];
        codeA = codeB;
        codeB = NONE;
      }
      if (gap === true) {
        if (codeA === NONE) {
          const last = --future.count;
          due[0] = times[last];
          codeA = codes[last];
          times[last] = Infinity;
        }
        if (future.count > 0) future.replaceFirst(codeA);
      } else if (codeA !== NONE) future.push(codeA, 0);
      if (codeB !== NONE) future.push(codeB, 1);
    }
    rooted += Math.imul(tailB - headB, tailR - headR) * (until - rootedSince);
    this.waits[ward.NURSE].count = n0;
    this.waits[ward.BED].count = n1;
    this.waits[ward.REHAB_BED].count = n2;
    this.waits[ward.THERAPIST].count = n3;
    this.holds[0].count = m0;
    this.holds[1].count = m1;
    this.use.set([useN, useB, useR, useT]);
    this.heads.set([headN, headB, headR, headT, headH]);
    this.tails.set([tailN, tailB, tailR, tailT, tailH]);
    this.ended.set([triages, wards, rehabs, visits, headH]);
    this.rooted[0] = rooted;
    this.finish(rows - freeRows, weekHour);
  }
}
