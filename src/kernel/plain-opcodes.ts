/** An instruction of `PlainCode` takes 1 << PLAIN_WIDTH words, the first of which says what it is. In a file that imports nothing, so that a bundler puts the numbers in the place of the names. */
export const PLAIN_WIDTH = 3;

/** Asks for units of a resource, as a place or for the service, in a line; goes on when it has them. */
export const TAKE = 0;
export const LINE = 1;
/** 1 for a place. */
export const PLACE = 2;
export const RESOURCE = 3;
export const UNITS = 4;
/** 1 where the priority of the stage is the same for everybody. */
export const FIXED = 5;
/** The stage that the instruction is of. */
export const STAGE = 6;
/** Gives RESOURCE and UNITS back, which were taken for the service. */
export const GIVE = 1;

/** Gives places back. */
export const RELEASE = 2;
export const LIST = 1;

/** Gives all places of a RESOURCE back. */
export const RELEASE_ALL = 9;

/** A service or stay of the STAGE. */
export const WORK = 3;
export const VALUE = 1;
export const WORD = 2;
/** 1 where everybody in the stage is served, 0 where those are who hold a place. */
export const SERVES = 3;

/** By routes. */
export const GO = 4;
export const ROUTES = 1;
/** To the only target that there is. */
export const GO_TO = 5;
export const TARGET = 1;

/** Assignments of a LIST. */
export const SET = 6;

/** Into the stage that the target is, and out by the exit that it is. They stand once each, behind all others. */
export const ENTER = 7;
export const LEAVE = 8;
