/** Without its tools a laboratory skips every test: mocha counts them as pending, and the runner says why. */
export const mochaHooks = {
  beforeAll(this: Mocha.Context): void {
    if (process.env["RAMPART_LAB_MISSING"] !== undefined) this.skip();
  },
};
