/** Where the local runtime pretends to be, when the template does not say. */
export const PLACE = { region: 'ap-southeast-1', account: '000000000000', partition: 'aws' } as const;
