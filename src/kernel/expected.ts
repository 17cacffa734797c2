import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import { distributions } from "../random/distributions.ts";

type OfPatient = (patient: number) => number;

/** The mean of a value for one patient at one moment, truncation counted; NaN where the distribution has none. */
export function linkMean(value: Value, link: (expression: Expression) => OfPatient): OfPatient {
  switch (value.kind) {
    case "constant": {
      const constant = value.value;
      return () => constant;
    }
    case "expression":
      return link(value.expression);
    case "chance":
      return link(value.probability);
    case "cases": {
      const conditions = value.cases.map(({ when }) => (when === undefined ? undefined : link(when)));
      const uses = value.cases.map(({ use }) => linkMean(use, link));
      return (patient) => {
        const found = conditions.findIndex((condition) => condition === undefined || condition(patient) > 0);
        return found < 0 ? Number.NaN : uses[found](patient);
      };
    }
    case "times": {
      const [of, amount] = [linkMean(value.of, link), link(value.amount)];
      return (patient) => of(patient) * amount(patient);
    }
    case "plus": {
      const [of, amount] = [linkMean(value.of, link), link(value.amount)];
      return (patient) => of(patient) + amount(patient);
    }
    case "toward": {
      const [share, from, to] = [link(value.share), linkMean(value.from, link), linkMean(value.to, link)];
      return (patient) => {
        const part = share(patient);
        if (part === 0) return from(patient);
        if (part === 1) return to(patient);
        const a = from(patient);
        return a + part * (to(patient) - a);
      };
    }
    case "draw": {
      const { distribution: name, form, parameters } = value;
      const distribution = distributions.get(name);
      if (distribution === undefined) throw new Error(`no distribution "${name}"`);
      if (parameters.every(({ op }) => op === "number")) {
        const values = parameters.map((parameter) => (parameter.op === "number" ? parameter.value : Number.NaN));
        const mean = distribution.mean(distribution.prepare(form, values));
        return () => mean;
      }
      const evaluate = parameters.map(link);
      const values = parameters.map(() => Number.NaN);
      let constants = new Float64Array(8);
      return (patient) => {
        for (let i = 0; i < evaluate.length; i++) values[i] = evaluate[i](patient);
        constants = distribution.prepare(form, values, constants) as Float64Array<ArrayBuffer>;
        return distribution.mean(constants);
      };
    }
  }
}
