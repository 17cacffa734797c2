import type { Recorder } from "../kernel/recorder.ts";

/** One recorder that passes every fact on to all of these, in their order. */
export function tee(recorders: readonly Recorder[]): Recorder {
  const listeners = recorders.filter((recorder) => recorder.wantsElapsed);
  const each = (tell: (recorder: Recorder) => void): void => recorders.forEach(tell);
  return {
    wantsElapsed: listeners.length > 0,
    begin: (state) => each((r) => r.begin(state)),
    elapsed: (from, to) => {
      for (const recorder of listeners) recorder.elapsed(from, to);
    },
    windowOpened: (now) => each((r) => r.windowOpened(now)),
    windowClosed: (now) => each((r) => r.windowClosed(now)),
    capacity: (now, resource, scheduled, open, rostered) =>
      each((r) => r.capacity(now, resource, scheduled, open, rostered)),
    arrived: (now, patient) => each((r) => r.arrived(now, patient)),
    missed: (now, patient) => each((r) => r.missed(now, patient)),
    entered: (now, patient, stage) => each((r) => r.entered(now, patient, stage)),
    doing: (now, patient, state, cause) => each((r) => r.doing(now, patient, state, cause)),
    taken: (now, patient, resource, units, place) => each((r) => r.taken(now, patient, resource, units, place)),
    given: (now, patient, resource, units, place) => each((r) => r.given(now, patient, resource, units, place)),
    started: (now, patient, stage, duration) => each((r) => r.started(now, patient, stage, duration)),
    ended: (now, patient, stage) => each((r) => r.ended(now, patient, stage)),
    preempted: (now, patient, stage) => each((r) => r.preempted(now, patient, stage)),
    paused: (now, patient, stage) => each((r) => r.paused(now, patient, stage)),
    resumed: (now, patient, stage, duration) => each((r) => r.resumed(now, patient, stage, duration)),
    setAside: (now, patient, resource, units) => each((r) => r.setAside(now, patient, resource, units)),
    takenUp: (now, patient, resource, units) => each((r) => r.takenUp(now, patient, resource, units)),
    turnover: (now, resource, units) => each((r) => r.turnover(now, resource, units)),
    ready: (now, resource, units) => each((r) => r.ready(now, resource, units)),
    sessionOpened: (now, resource, late, came) => each((r) => r.sessionOpened(now, resource, late, came)),
    sessionOver: (now, resource) => each((r) => r.sessionOver(now, resource)),
    pulled: (now, patient, stage) => each((r) => r.pulled(now, patient, stage)),
    turnedAway: (now, patient, stage) => each((r) => r.turnedAway(now, patient, stage)),
    born: (now, child, patient) => each((r) => r.born(now, child, patient)),
    finished: (now, child, patient) => each((r) => r.finished(now, child, patient)),
    contact: (now, patient, contact, what) => each((r) => r.contact(now, patient, contact, what)),
    exited: (now, patient, exit) => each((r) => r.exited(now, patient, exit)),
    end: (now) => each((r) => r.end(now)),
  };
}
