// The limit in JavaScript: what a program written for one model alone takes.
export { crowd } from "./crowd.mjs";
export { queue } from "./queue.mjs";
export { ward } from "./ward.mjs";
