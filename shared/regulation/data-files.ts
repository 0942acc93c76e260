import calendar2025 from './data/calendar/2025.json' with { type: 'json' };
import calendar2026 from './data/calendar/2026.json' with { type: 'json' };
import calendar2027 from './data/calendar/2027.json' with { type: 'json' };
import weeklyRest from './data/calendar/weekly-rest.json' with { type: 'json' };
import countingMethods from './data/counting-methods.json' with { type: 'json' };
import openDataReview from './data/deadlines/open-data-review.json' with { type: 'json' };
import openDataUpdate from './data/deadlines/open-data-update.json' with { type: 'json' };
import dutyKinds from './data/duty-kinds.json' with { type: 'json' };
import blds from './data/instruments/blds-91-2015.json' with { type: 'json' };
import blld from './data/instruments/blld-45-2019.json' with { type: 'json' };
import swap2026 from './data/instruments/cv-12729-vpcp.json' with { type: 'json' };
import holidays2027 from './data/instruments/cv-10065-vpcp.json' with { type: 'json' };
import decree194 from './data/instruments/nd-194-2025.json' with { type: 'json' };
import decree278 from './data/instruments/nd-278-2025.json' with { type: 'json' };
import decree47 from './data/instruments/nd-47-2020.json' with { type: 'json' };
import cultureDay from './data/instruments/nq-28-2026.json' with { type: 'json' };
import provincialRegulation from './data/instruments/qd-10-2021.json' with { type: 'json' };
import workingWeek from './data/instruments/qd-188-1999.json' with { type: 'json' };
import holidays2025 from './data/instruments/tb-6150-bldtbxh.json' with { type: 'json' };
import holidays2026 from './data/instruments/tb-9441-bnv.json' with { type: 'json' };
import openDataLadder from './data/ladders/open-data-duty.json' with { type: 'json' };
import licences from './data/licences.json' with { type: 'json' };
import communes from './data/places/communes.json' with { type: 'json' };
import districts from './data/places/districts.json' with { type: 'json' };
import provinces from './data/places/provinces.json' with { type: 'json' };
import roles from './data/roles.json' with { type: 'json' };
import openDataUse from './data/terms/open-data-use.json' with { type: 'json' };
import topics from './data/topics.json' with { type: 'json' };
import updateFrequencies from './data/update-frequencies.json' with { type: 'json' };

/**
 * Every data file, imported one by one so that a bundler carries them along; a test compares this list with the
 * folder. Nothing here is checked yet: `rulebook.ts` does that.
 */
export const dataFiles = {
  instruments: [
    blds,
    blld,
    cultureDay,
    decree194,
    decree278,
    decree47,
    holidays2025,
    holidays2026,
    holidays2027,
    provincialRegulation,
    swap2026,
    workingWeek,
  ],
  deadlines: [openDataUpdate, openDataReview],
  countingMethods,
  calendarYears: [calendar2025, calendar2026, calendar2027],
  weeklyRest,
  ladders: [openDataLadder],
  dutyKinds,
  roles,
  terms: [openDataUse],
  topics,
  licences,
  updateFrequencies,
};

/** Codes of administrative units: long lists that few functions read, so they are apart. */
export const placeFiles = [provinces, districts, communes];
