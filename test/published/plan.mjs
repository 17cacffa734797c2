// Which runs answer which published table: a file for each model.
import { clotRetrieval } from "./models/clot-retrieval.mjs";
import { homeVisits } from "./models/home-visits.mjs";
import { nurseClinic } from "./models/nurse-clinic.mjs";
import { paediatricClinic } from "./models/paediatric-clinic.mjs";
import { strokeCapacity, strokeTheory } from "./models/stroke-capacity.mjs";
import { strokeReconfiguration } from "./models/stroke-reconfiguration.mjs";
import { treatmentCentre } from "./models/treatment-centre.mjs";

/** @type {readonly import("./plan.d.mts").PublishedModel[]} */
export const models = [
  strokeCapacity,
  strokeTheory,
  treatmentCentre,
  strokeReconfiguration,
  nurseClinic,
  paediatricClinic,
  clotRetrieval,
  homeVisits,
];
