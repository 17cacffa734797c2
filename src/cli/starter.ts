/** A small pathway with most of the language in it: it checks, runs and compares as it stands. */
export const STARTER = `# A clinic that refers some of its patients to a ward. Change the numbers to yours, then:
#   careway check FILE      finds mistakes and says how busy everything will be
#   careway compare FILE    runs all scenarios on the same patients and says what changes
#   careway verify FILE     two engines, and what you know of today (add it under targets) against what is simulated
#
# Numbers carry their units: 45 min, 3 days, 9.5 per day, 50%, £345, £53 per hour.

careway: 1
title: A clinic and its ward
question: Would a nurse at the clinic shorten the wait, and what would it cost?
clock: { start: 2026-04-06, warmUp: 8 weeks, run: 52 weeks } # 2026-04-06 is a Monday; time starts at 00:00
experiment: { replications: 30, seed: "1" }

# Say where numbers come from. What has no evidence of its own inherits it from above, at last the default.
evidence:
  default: assumed
  assumed: { citation: "Our assumption: measure it", confidence: assumption }

# Named numbers: change one with --set parameters.referrals=14 per day
parameters:
  referrals: { value: 11 per day, low: 9 per day, high: 12 per day, label: Referrals }
  admitted: { value: 30%, low: 20%, high: 40%, label: Share admitted after the visit }

organisations: { trust: Acute trust }
money: { currency: GBP, priceYear: 2024/25 }

# What patients compete for. Cost bases: held (while in use), rostered (while on duty), use (each time), fixed.
resources:
  doctor:
    label: Doctor
    capacity: { weekdays 09:00-17:00: 1 } # 0 at all other times; work begun is finished
    organisation: trust
    cost: { rostered: £120 per hour }
  bed:
    label: Bed
    capacity: 16
    organisation: trust
    cost: { held: £345 per day }

patients:
  adult:
    label: Adults
    arrive: { poisson: referrals, profile: { days: [1.3, 1.2, 1, 1, 1, 0.8, 0.7] } } # Monday first; scaled to mean 1
    attributes:
      age: { normal: { mean: 68, sd: 14, min: 18 } } # min says that lower values are left out
      frail: { chance: 25% }
    enter: clinic

stages:
  clinic:
    label: Clinic
    needs: doctor # for this stage only
    duration: # the first condition that holds
      - { when: frail, use: { triangular: { min: 15 min, mode: 25 min, max: 50 min } } }
      - { use: { triangular: { min: 10 min, mode: 18 min, max: 40 min } } }
    next: [{ chance: admitted, to: ward }, { to: home }]
  ward:
    label: Ward
    seize: bed # held until it is released, or until the patient leaves
    duration: { lognormal: { mean: 4 days, sd: 4 days } }
    next: leaving
  leaving:
    label: Leaves the ward in the day
    until: daily 09:00-20:00 # still holds the bed
    next: home
exits:
  home: Home

measures:
  clinicWait: { mean: start(clinic) - enter(clinic), better: lower, matters: 4 h, label: Wait for the clinic }
  waitOver2Days: { share: start(clinic) - enter(clinic) > 2 days, better: lower, label: Waited over 2 days }
  bedsInUse: { mean: inUse(bed), of: time, better: lower, label: Beds in use }
  toHome: { mean: left(bed) - arrived, where: visits(ward) > 0, better: lower, label: Referral to leaving the ward }

interventions:
  nurse:
    label: A nurse prepares patients
    lever: skillMix
    change:
      stages.clinic.duration: { times: 0.85 } # of the time drawn, for the same patient
    adoption: full
    costs:
      salary: { rate: £1800 per week, organisation: trust, label: Nurse on duty } # 40 hours at £45; an hour here is one of the clock
  saturdays:
    label: Clinic on Saturday mornings
    lever: flow
    change:
      resources.doctor.capacity: { weekdays 09:00-17:00: 1, sat 09:00-13:00: 1 }
    adoption: full
`;
