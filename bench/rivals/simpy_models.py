"""The workloads in SimPy's public interface: simpy_models.py ward DAYS RUNS SEED | queue RATE SERVERS MINUTES RUNS SEED.

SimPy keeps no statistics. These are sums in a resource of one's own, which costs less than the lists of its documentation."""

import json
import math
import random
import resource as usage
import sys
import time

import simpy

MEAN_STAY = {"a": 5.5, "b": 7.5, "c": 8.5}
RATE = {"a": 3, "b": 2, "c": 1.5}
TO_REHAB = {"a": 0.1, "b": 0.2, "c": 0.3}


def lognormal(luck, mean, cv):
    variance = math.log(1 + cv * cv)
    return luck.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))


class Watched(simpy.Resource):
    """A resource that knows how much of it was in use, how many were there, and how long was waited for it."""

    def __init__(self, env, capacity):
        super().__init__(env, capacity)
        self.env = env
        self.since = self.busy = self.present = self.waited = 0.0
        self.met = 0

    def settle(self):
        time = self.env.now - self.since
        self.busy += self.count * time
        self.present += (self.count + len(self.queue)) * time
        self.since = self.env.now


class Ward:
    def __init__(self, luck):
        self.luck = luck
        self.events = 0
        self.left = 0
        self.stays = 0.0
        self.env = simpy.Environment()
        self.nurse = Watched(self.env, 2)
        self.acute = Watched(self.env, 50)
        self.rehab = Watched(self.env, 30)
        self.therapist = Watched(self.env, 6)

    def seize(self, resource):
        asked = self.env.now
        resource.settle()
        request = resource.request()
        yield request
        resource.settle()
        resource.waited += self.env.now - asked
        resource.met += 1
        return request

    def release(self, resource, request):
        resource.settle()
        resource.release(request)

    def arrivals(self, cls):
        while True:
            yield self.env.timeout(self.luck.expovariate(RATE[cls]))
            self.events += 1
            self.env.process(self.patient(cls))

    def patient(self, cls):
        env, luck = self.env, self.luck
        arrived = env.now
        nurse = yield from self.seize(self.nurse)
        yield env.timeout(luck.expovariate(1 / 0.2))
        self.events += 1
        self.release(self.nurse, nurse)
        bed = yield from self.seize(self.acute)
        yield env.timeout(lognormal(luck, MEAN_STAY[cls], 1))
        self.events += 1
        u = luck.random()
        if u < TO_REHAB[cls]:
            place = yield from self.seize(self.rehab)
            self.release(self.acute, bed)
            yield env.timeout(lognormal(luck, 22, 0.7))
            self.events += 1
            self.release(self.rehab, place)
        else:
            self.release(self.acute, bed)
            if u < TO_REHAB[cls] + 0.4:
                for _ in range(5):
                    yield env.timeout(2)
                    self.events += 1
                    visitor = yield from self.seize(self.therapist)
                    yield env.timeout(luck.expovariate(1 / 0.3))
                    self.events += 1
                    self.release(self.therapist, visitor)
        self.left += 1
        self.stays += env.now - arrived


def ward(days, luck):
    one = Ward(luck)
    for cls in RATE:
        one.env.process(one.arrivals(cls))
    one.env.run(until=days)
    means = {"left": one.left, "stay": one.stays / one.left}
    for name in ["nurse", "acute", "rehab", "therapist"]:
        resource = getattr(one, name)
        resource.settle()
        means[name] = resource.busy / days
        means[name + "Wait"] = resource.waited / resource.met
    return one.events, means


def queue(rate, servers, minutes, luck):
    events = 0
    env = simpy.Environment()
    doctor = Watched(env, int(servers))

    def patient():
        nonlocal events
        asked = env.now
        doctor.settle()
        with doctor.request() as request:
            yield request
            doctor.settle()
            doctor.waited += env.now - asked
            doctor.met += 1
            yield env.timeout(luck.expovariate(1))
            events += 1
            doctor.settle()

    def arrivals():
        nonlocal events
        while True:
            yield env.timeout(luck.expovariate(rate))
            events += 1
            env.process(patient())

    env.process(arrivals())
    env.run(until=minutes)
    doctor.settle()
    return events, {
        "wait": doctor.waited / doctor.met,
        "busy": doctor.busy / minutes,
        "present": doctor.present / minutes,
    }


def main():
    name, *options, runs, seed = sys.argv[1:]
    model = {"ward": ward, "queue": queue}[name]
    luck = random.Random(int(seed))
    events, means = [], {}
    start = time.process_time()
    for _ in range(int(runs)):
        happened, told = model(*map(float, options), luck)
        events.append(happened)
        for mean, value in told.items():
            means.setdefault(mean, []).append(value)
    seconds = time.process_time() - start
    peak = 1024 * usage.getrusage(usage.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"events": events, "means": means, "cpu": seconds, "peak": peak}))


if __name__ == "__main__":
    main()
