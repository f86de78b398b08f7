/** The one guest module that compiled learner code imports by itself; see async-functions.ts. */
export { track } from "glass:promise";
