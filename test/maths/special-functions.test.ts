import { describe, expect, test } from "vitest";
import { betaQuantile, incompleteBeta } from "../../src/maths/beta.ts";
import { erfc } from "../../src/maths/erfc.ts";
import { gammaP, gammaQ, gammaQuantile } from "../../src/maths/gamma.ts";
import { lnGamma, lnGammaExcess, lnReflectionExcess } from "../../src/maths/ln-gamma.ts";
import { excess, expMinusOne, logOnePlus } from "../../src/maths/near-one.ts";
import { normalCdf, normalQuantile } from "../../src/maths/normal.ts";
import { normalOfUniform } from "../../src/maths/normal-table.ts";
import { power } from "../../src/maths/power.ts";
import { mix } from "../../src/random/generator.ts";

// The references are sums and integrals with 60 digits, rounded to doubles.

/** Relative difference; 0 when both are the same. */
function off(found: number, reference: number): number {
  return found === reference ? 0 : Math.abs(found - reference) / Math.abs(reference);
}

/** x, ln(1 + x), e^x − 1, x − ln(1 + x) */
// biome-ignore format: a row of the table a line
const NEAR_ONE = [
  [1e-300, 1e-300, 1e-300, 0],
  [1e-17, 1e-17, 1e-17, 5.000000000000001e-35],
  [3e-9, 2.9999999955e-9, 3.0000000045e-9, 4.499999991e-18],
  [0.0001, 9.999500033330834e-5, 0.00010000500016667084, 4.999666691664667e-9],
  [0.01, 0.009950330853168083, 0.010050167084168058, 4.966914683191715e-5],
  [0.1, 0.09531017980432487, 0.10517091807564763, 0.00468982019567514],
  [0.3, 0.26236426446749106, 0.3498588075760031, 0.03763573553250894],
  [0.49, 0.3987761199573678, 0.632316219955379, 0.09122388004263222],
  [0.5, 0.4054651081081644, 0.6487212707001282, 0.09453489189183562],
  [0.7, 0.5306282510621704, 1.0137527074704764, 0.16937174893782958],
  [0.99, 0.688134638736401, 1.6912344723492623, 0.301865361263599],
  [3, 1.3862943611198906, 19.085536923187668, 1.6137056388801094],
  [20, 3.044522437723423, 485165194.4097903, 16.955477562276577],
  [-1e-9, -1.0000000005000001e-9, -9.999999995e-10, 5.000000003333334e-19],
  [-0.0001, -0.00010000500033335834, -9.999500016666251e-5, 5.000333358335334e-9],
  [-0.1, -0.10536051565782631, -0.09516258196404043, 0.005360515657826302],
  [-0.29, -0.3424903089467759, -0.2517364324214348, 0.05249030894677594],
  [-0.31, -0.37106368139083196, -0.2665530437757107, 0.061063681390831986],
  [-0.6, -0.916290731874155, -0.45118836390597356, 0.316290731874155],
  [-0.999, -6.907755278982136, -0.631752495386337, 5.908755278982136],
];

/** z, P(Z ≤ z), erfc(z) */
// biome-ignore format: a row of the table a line
const NORMAL = [
  [-38, 2.88542835e-316, 2],
  [-30, 4.906713927148187e-198, 2],
  [-20.3, 6.429244467698346e-92, 2],
  [-8.1, 2.7479593923982286e-16, 2],
  [-3.3, 0.0004834241423837775, 1.9999969422902035],
  [-1.2, 0.11506967022170828, 1.9103139782296354],
  [-0.5, 0.3085375387259869, 1.5204998778130465],
  [-0.1, 0.460172162722971, 1.1124629160182848],
  [0, 0.5, 1],
  [0.3, 0.6179114221889527, 0.6713732405408726],
  [0.9, 0.8159398746532405, 0.20309178757716786],
  [1.1, 0.8643339390536173, 0.11979493042591827],
  [2.5, 0.9937903346742238, 0.0004069520174449589],
  [5.7, 0.9999999940096286, 7.566211621862486e-16],
  [13.3, 1, 6.368006404723223e-79],
  [26.1, 1, 3.081217493314593e-298],
];

/** x, ln Γ(x) */
// biome-ignore format: a row of the table a line
const LN_GAMMA = [
  [1e-10, 23.025850929882736],
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247001],
  [1.5, -0.12078223763524522],
  [3.3, 0.9870985778947344],
  [11.9, 17.25847745059552],
  [12.1, 17.74700727079874],
  [100.5, 361.4355404677776],
  [100000, 1051287.7089736569],
  [1000000000000, 26631021115915.652],
];

/** x, ln Γ(1 + 2x) − 2 ln Γ(1 + x) */
// biome-ignore format: a row of the table a line
const LN_GAMMA_EXCESS = [
  [1e-9, 1.6449340644441129e-18],
  [0.0001, 1.6446936933426874e-8],
  [0.05, 0.0038337037446806123],
  [0.0999, 0.01434386052350283],
  [0.1001, 0.014397746538329925],
  [0.4, 0.16814195543037044],
  [3, 2.995732273553991],
  [40, 53.031844856178914],
];

/** x, the same of πx ÷ sin πx */
// biome-ignore format: a row of the table a line
const LN_REFLECTION_EXCESS = [
  [1e-9, 3.289868133696453e-18],
  [0.0001, 3.2898682094590816e-8],
  [0.05, 0.00827235300347779],
  [0.0999, 0.033609069889747205],
  [0.1001, 0.03374698856095704],
  [0.4, 0.8957380617226853],
  [0.49, 3.0287312395697272],
];

/** a, x, P(a, x), Q(a, x) */
// biome-ignore format: a row of the table a line
const GAMMA = [
  [0.3, 0.0003, 0.09774308319431016, 0.9022569168056899],
  [0.3, 0.09486832980505137, 0.5379693151661938, 0.4620306848338062],
  [0.3, 0.3, 0.7269573437103662, 0.2730426562896338],
  [0.3, 0.8477225575051661, 0.8942340540613559, 0.10576594593864412],
  [0.3, 3.5863353450309963, 0.9967398755765587, 0.003260124423441242],
  [1, 0.03162277660168379, 0.03112800565992457, 0.9688719943400754],
  [1, 0.9, 0.5934303402594009, 0.4065696597405991],
  [1, 1.2, 0.6988057880877979, 0.30119421191220214],
  [1, 4, 0.9816843611112658, 0.01831563888873418],
  [2.5, 0.0025, 9.386384682948061e-8, 0.9999999061361532],
  [2.5, 0.9188611699158102, 0.12888743784528398, 0.871112562154716],
  [2.5, 2.5, 0.5841198130044921, 0.41588018699550794],
  [2.5, 4.08113883008419, 0.8524839520680364, 0.1475160479319636],
  [2.5, 11.986832980505138, 0.999780342609483, 0.00021965739051698325],
  [12.5, 1.8933982822017867, 2.98513931035452e-7, 0.999999701486069],
  [12.5, 12.146446609406727, 0.4974942408363723, 0.5025057591636277],
  [12.5, 13.207106781186548, 0.6142338216112414, 0.3857661783887586],
  [12.5, 23.106601717798213, 0.9939378781722397, 0.006062121827760388],
  [30, 0.03, 7.539962882635467e-79, 1],
  [30, 24.522774424948338, 0.15710903466435883, 0.8428909653356412],
  [30, 30, 0.52428301389368, 0.4757169861063199],
  [30, 35.47722557505166, 0.8425352381664332, 0.15746476183356686],
  [30, 62.863353450309965, 0.9999985392224392, 1.460777560763116e-6],
  [200, 157.57359312880715, 0.0006432229277975256, 0.9993567770722025],
  [200, 198.5857864376269, 0.46945110580280275, 0.5305488941971973],
  [200, 202.82842712474618, 0.5880805935882923, 0.4119194064117076],
  [200, 242.42640687119285, 0.9977012594729429, 0.00229874052705714],
  [30000, 28960.769515458673, 6.444015235845712e-10, 0.9999999993555985],
  [30000, 29826.79491924311, 0.15865390410681368, 0.8413460958931863],
  [30000, 30000, 0.5007677649187711, 0.49923223508122894],
  [30000, 30173.20508075689, 0.8413460848548071, 0.1586539151451929],
  [30000, 31039.230484541327, 0.999999998521828, 1.478172036276762e-9],
  [1000000, 997000, 0.0013381041673135997, 0.9986618958326864],
  [1000000, 999900, 0.4603031602514001, 0.5396968397485999],
  [1000000, 1000200, 0.579384837533966, 0.4206151624660341],
  [1000000, 1003000, 0.9986382593537824, 0.0013617406462175915],
];

/** a, b, x, I_x(a, b) */
// biome-ignore format: a row of the table a line
const BETA = [
  [0.5, 0.5, 0.0005, 0.014236437406239656],
  [0.5, 0.5, 0.1464466094067262, 0.24999999999999997],
  [0.2, 3, 6.25e-5, 0.19043242022263748],
  [0.2, 3, 0.01976423537605237, 0.5982666947807606],
  [2, 4, 0.010540925533894597, 0.0010878714967925533],
  [2, 4, 0.3333333333333333, 0.5390946502057613],
  [5, 0.7, 0.4967907825251663, 0.016582022710519197],
  [5, 0.7, 0.8771929824561403, 0.3718304572265648],
  [30, 70, 0.026410005393993186, 1.5524184645443538e-23],
  [30, 70, 0.2544016675656655, 0.1595595274468604],
  [500, 3, 0.9734572894828324, 0.0001476471774992748],
  [500, 3, 0.9906060359873641, 0.14945010696830657],
  [1000, 2000, 0.2817021598624994, 3.2773126331929717e-10],
  [1000, 2000, 0.324728137754861, 0.15868893222672825],
  [100000, 100000, 0.4932918128379476, 9.850848334921416e-10],
  [100000, 100000, 0.49888196880632457, 0.15865585885750702],
];

describe("special functions against references of 60 digits", () => {
  test.each(NEAR_ONE)("at %d nothing is lost by subtracting 1", (x, logarithm, exponential, difference) => {
    expect(off(logOnePlus(x), logarithm)).toBeLessThan(1e-15);
    expect(off(expMinusOne(x), exponential)).toBeLessThan(1e-15);
    expect(off(excess(x), difference)).toBeLessThan(1e-15);
  });

  test.each(NORMAL)("the normal distribution at %d keeps its digits, in the far tail too", (z, below, complement) => {
    expect(off(normalCdf(z), below)).toBeLessThan(2e-15);
    expect(off(erfc(z), complement)).toBeLessThan(2e-15);
  });

  test("ln Γ and the differences that a standard deviation needs keep their digits", () => {
    for (const [x, value] of LN_GAMMA) expect(off(lnGamma(x), value)).toBeLessThan(5e-14);
    for (const [x, value] of LN_GAMMA_EXCESS) expect(off(lnGammaExcess(x), value)).toBeLessThan(2e-12);
    for (const [x, value] of LN_REFLECTION_EXCESS) expect(off(lnReflectionExcess(x), value)).toBeLessThan(2e-12);
  });

  test.each(GAMMA)("the incomplete gamma functions of %d at %d, and back", (a, x, lower, upper) => {
    expect(off(lower < upper ? gammaP(a, x) : gammaQ(a, x), Math.min(lower, upper))).toBeLessThan(1e-13);
    if (lower < 0.7) expect(off(gammaQuantile(a, lower), x)).toBeLessThan(1e-13);
  });

  test.each(BETA)("the incomplete beta function of %d and %d at %d, and back", (a, b, x, lower) => {
    expect(off(incompleteBeta(a, b, x), lower)).toBeLessThan(1e-12);
    expect(off(incompleteBeta(b, a, 1 - x), 1 - lower)).toBeLessThan(1e-12);
    expect(off(betaQuantile(a, b, lower), x)).toBeLessThan(1e-12);
  });

  test("quantiles are found for shapes from a thousandth to a hundred million, at the least and the greatest uniform", () => {
    for (const a of [0.001, 0.05, 0.5, 1, 2, 30, 1e4, 1e8]) {
      for (const p of [2 ** -53, 1e-5, 0.5, 0.95, 1 - 2 ** -53]) {
        const x = gammaQuantile(a, p);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThan(Infinity);
        if (x > 1e-280) {
          const error = p < 0.5 ? gammaP(a, x) - p : 1 - p - gammaQ(a, x);
          expect(Math.abs(error) / Math.min(p, 1 - p)).toBeLessThan(1e-9 * Math.sqrt(a + 1));
        }
        for (const b of [0.001, 0.5, 1, 30, 1e4]) {
          const share = betaQuantile(a, b, p);
          expect(share >= 0 && share <= 1).toBe(true);
        }
      }
    }
  });

  test("the table gives the quantile of AS 241 for every uniform, odd about a half", () => {
    for (let i = 0; i < 20_000; i++) {
      // Half of them deep in the tail, so that every octave is met.
      const bits = Math.floor(mix(1, 2, 3, i) * 2 ** 30) * 2 + 1;
      const u = i % 2 === 0 ? mix(7, 8, 9, i) : bits * 2 ** ((i % 22) - 53);
      expect(Math.abs(normalOfUniform(u) - normalQuantile(u))).toBeLessThan(6e-15);
      expect(normalOfUniform(1 - u)).toBe(-normalOfUniform(u));
    }
    expect(normalOfUniform(2 ** -53)).toBeCloseTo(-8.209536151601387, 13);
  });

  test("whole powers know their sign and their subnormals", () => {
    expect(power(-1, 1025)).toBe(-1);
    expect(power(-1, 2 ** 40)).toBe(1);
    expect(off(power(10, -310), 1e-310)).toBeLessThan(1e-11);
    expect(power(0, -1)).toBe(Infinity);
    expect(power(1.5, 3)).toBe(3.375);
  });
});
