// Where the memory of a plain run holds what both sides need: bytes from its beginning. In a file that imports nothing, for both languages.

// Where tables begin, in bytes.
export const TIMES = 0;
export const CODES = 4;
export const PATIENTS = 8;
export const CLAIMS = 12;
export const VISITS = 16;
export const HELD = 20;
export const HELD_SINCE = 24;
export const MINUTES = 32;
export const STAGE_SUMS = 36;
export const USE = 40;
export const LEVELS = 44;
export const USE_CELLS = 48;
export const WAIT_CELLS = 52;
export const WAIT_LEVELS = 56;
export const WINDOW = 60;
export const LEAVERS = 64;
export const STAGE_WAITS = 68;
export const LEFT = 72;
export const PRESENT_MINUTES = 76;
export const IN_USE = 80;
export const OPEN = 84;
export const LISTS = 88;
export const LISTED = 92;
export const WORDS = 96;
export const ENTRY = 100;
export const PRIORITIES = 104;
export const PASSES = 108;
export const LINES = 112;
export const LINES_FROM = 116;
export const LINES_OF = 120;
export const SOLE = 124;
export const DUE = 128;
export const ASKED = 132;
export const FORMS = 136;
export const CONSTANTS = 140;
export const CHOSEN = 144;
export const ROUTES = 148;
export const WAIT_PLACES = 152;
export const PLACE_OF = 156;
export const FIRST_CAUSE = 160;
export const NEXT_AT = 164;
export const CLASSES = 168;
export const LOG_ROWS = 172;
export const EXP_ROWS = 176;
export const NORMAL_ROWS = 180;
export const QUEUE = 184;
export const CASES = 188;
export const INSIDE = 192;
export const CAPACITY_AT = 196;

// Whole numbers that stay what they are.
export const BUCKETS = 340;
/** Of each who is in a bucket or behind them: when his service ends, and who is linked next. */
export const DUE_AT = 344;
export const NEXT_DUE = 348;
/** How many events TIMES and CODES have room for. */
export const EVENT_ROOM = 352;

export const STAGE_COUNT = 200;
export const RESOURCE_COUNT = 204;
export const CLASS_COUNT = 208;
export const EXIT_COUNT = 212;
export const PLACES = 216;
export const SHIFT = 220;
export const WAIT_PLACE_COUNT = 224;
export const USE_SHIFT = 228;
export const WAIT_SHIFT = 232;
export const LEAVE_AT = 236;
export const ENTER_AT = 240;
/** All bits where each patient has claims of his own; none where nobody asks for anything, so that nobody is served and all are away. */
export const CLAIMS_APART = 244;
export const BY_BEGINNING = 252;
/** Flags of what is told. */
export const TELLS = 256;
export const TELLS_SPELLS = 260;
export const TELLS_ELAPSED = 264;
export const TELLS_QALYS = 268;
export const ROOTS = 272;
export const COUNTS_STAGES = 276;
export const CLEARS = 280;
export const BESIDE = 284;

// Whole numbers that change.
export const CAPACITY = 300;
export const SLOTS = 304;
/** Somebody who has left, and whose row is free. */
export const FIRST_FREE = 308;
export const PRESENT = 312;
export const FIRST_USE = 316;
export const FIRST_WAIT = 320;
/** Whether stages entered in one instant are counted by patient. */
export const WATCHED = 328;
/** The key of who is taken. */
export const KEY0 = 332;
export const KEY1 = 336;

// Roots of waits (root-causes.ts, root-shares.ts), where there are any.
export const ROOT_WAITED = 500;
export const ROOT_BLOCKED = 504;
// From here to ROOT_USED what is zero at the beginning, of each node.
export const ROOT_WAITING = 508;
export const ROOT_STUCK = 512;
export const ROOT_LINKED = 516;
export const ROOT_USED = 520;
export const ROOT_PLACE = 524;
export const ROOT_LINKS = 528;
export const ROOT_ACTIVE = 532;
export const ROOT_ACTIVE_AT = 536;
export const ROOT_FOUND = 540;
export const ROOT_ENDS = 544;
export const ROOT_MOVES = 548;
export const ROOT_STAYS = 552;
export const ROOT_PASSERS = 556;
export const ROOT_ROWS = 560;
/** Whole numbers in a row of ROOT_ROWS. */
export const ROOT_WIDTH = 564;

// Doubles.
export const NOW = 400;
export const FROM = 408;
export const MARK = 416;
export const HOUR_END = 424;
/** The number of who is taken. */
export const NUMBER = 432;
/** Arrivals and ends so far. */
export const EVENTS = 440;

/** Where tables may begin. */
export const TABLES = 576;

/** A line: 1 << LINE_ROW bytes. */
export const LINE_ROW = 5;
export const LINE_FIRST = 0;
export const LINE_LAST = 4;
export const LINE_SIZE = 8;
/** 1 while each stands one behind the other. */
export const LINE_IN_ORDER = 12;
export const LINE_IS_DUE = 16;
export const LINE_RESOURCE = 20;
/** A double. */
export const LINE_UNITS = 24;

/** The next arrivals of a class: 1 << CLASS_ROW bytes. */
export const CLASS_ROW = 6;
export const CLASS_AT = 0;
export const CLASS_MADE = 4;
/** A double. */
export const CLASS_BEFORE = 8;
export const CLASS_ENTER = 16;
export const CLASS_ENTRY = 20;
export const CLASS_IN_BLOCKS = 24;
export const CLASS_IS_SELDOM = 28;
export const CLASS_TIMES = 32;
export const CLASS_KEY0 = 36;
export const CLASS_KEY1 = 40;

/** Routes that hang on visits, and on chances by class, alone: 1 << ROUTE_ROW bytes. */
export const ROUTE_ROW = 5;
/** 0 where others have to be asked. */
export const ROUTE_IS_KNOWN = 0;
/** Four numbers each: a stage, visits at least and at most, the target. */
export const ROUTE_CONDITIONS = 4;
export const ROUTE_CONDITION_COUNT = 8;
/** Chances: how many, their targets, and of each class their sums. */
export const ROUTE_COUNT = 12;
export const ROUTE_WORD = 16;
export const ROUTE_TARGETS = 20;
export const ROUTE_SUMS = 24;
/** Where all others go. */
export const ROUTE_REST = 28;
