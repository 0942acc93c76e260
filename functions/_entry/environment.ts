/** A setting the infrastructure gives this function. Missing means mis-deployed: say which, at cold start. */
export const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Environment variable ${name} is not set`);
  return value;
};

export const numberSetting = (name: string): number => {
  const value = Number(setting(name));
  if (!Number.isFinite(value)) throw new Error(`Environment variable ${name} is not a number`);
  return value;
};
