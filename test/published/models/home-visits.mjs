// Visits at home in three places, started from the patients of the first day: visits in use, and who is delayed.
import { metric } from "../readers.mjs";

const places = [
  ["Bristol", "B"],
  ["North Somerset", "NS"],
  ["South Gloucestershire", "SG"],
];
const runs = 5;
const apart =
  "No cause was found: the source's rule without a limit, programmed apart, gives 84, 39 and 43 over 600 runs, and its own 5 runs lie 3.4, 3.7 and 0.1 standard errors below that.";
const firstDay =
  "The figures of day 1 are those who wait when it begins and about a day's arrivals: nobody is placed on that day there, and whole days are booked ahead. Here the line is the mean over the day, and moves from its beginning. Of those in service the source draws how far they are; here they are spread as the visits in use say.";

/** @param {string} name @param {string} arm @param {readonly number[]} published @param {object} more */
function rows(name, arm, published, more = {}) {
  return places.map(([label, short], i) => ({
    label,
    arm,
    published: published[i],
    read: metric(`measure.${name}${short}`),
    ...more,
  }));
}

export const homeVisits = {
  name: "Visits at home after discharge in three places",
  file: "home-visits.yaml",
  source:
    "Harper A et al., IPACS model 1.0.0, doi 10.5281/zenodo.7845908, testing/visit_testing_using_IPACS_params.csv at ipacs-model eac2a715: 5 runs.",
  replications: 40,
  set: {},
  tables: [
    {
      title: "Visited on days 122 to 181",
      about: "Visits in use ÷ 2.5, means of 5 runs.",
      runs,
      rows: rows("inUse", "baseline", [76.37, 33.29, 42.65], { unexplained: apart }),
    },
    {
      title: "Visited on days 122 to 181, stays of 10 days",
      about: "Visits in use ÷ 2.5, means of 5 runs.",
      runs,
      rows: rows("inUse", "shorter", [47.04, 20.72, 34.23], { unexplained: apart }),
    },
    {
      title: "Visited on days 122 to 181, no limit",
      about: "Visits in use ÷ 2.5, means of 5 runs.",
      runs,
      rows: rows("inUse", "enough", [76.45, 33.29, 42.65], { unexplained: apart }),
    },
    {
      title: "Delayed on days 122 to 181",
      about: "Means of 5 runs.",
      runs,
      rows: rows("delayed", "baseline", [0.77, 0, 0]),
    },
    {
      title: "Delayed on days 1, 30 and 60",
      about: "Means of 5 runs, from 39, 48 and 42 who wait when it begins.",
      runs,
      rows: [
        ...rows("day1", "baseline", [49.2, 57.2, 51.4], { explained: firstDay }),
        ...rows("day30", "baseline", [4.8, 0, 0], { explained: firstDay }),
        ...rows("day60", "baseline", [0, 0, 0], { explained: firstDay }),
      ],
    },
  ],
};
