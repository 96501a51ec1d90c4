/** What the API takes in one request. */
export const payoutsMax = 1000;
export const chequesMax = 100;
