import calendar2025 from './data/calendar/2025.json' with { type: 'json' };
import calendar2026 from './data/calendar/2026.json' with { type: 'json' };
import calendar2027 from './data/calendar/2027.json' with { type: 'json' };
import weeklyRest from './data/calendar/weekly-rest.json' with { type: 'json' };
import atOnce from './data/at-once.json' with { type: 'json' };
import bodies from './data/bodies.json' with { type: 'json' };
import clockStops from './data/clock-stops.json' with { type: 'json' };
import countingMethods from './data/counting-methods.json' with { type: 'json' };
import openDataReview from './data/deadlines/open-data-review.json' with { type: 'json' };
import openDataUpdate from './data/deadlines/open-data-update.json' with { type: 'json' };
import dutyKinds from './data/duty-kinds.json' with { type: 'json' };
import blds from './data/instruments/blds-91-2015.json' with { type: 'json' };
import blld from './data/instruments/blld-45-2019.json' with { type: 'json' };
import accessLaw from './data/instruments/luat-104-2016.json' with { type: 'json' };
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
import answerRequestLadder from './data/ladders/answer-request.json' with { type: 'json' };
import openDataLadder from './data/ladders/open-data-duty.json' with { type: 'json' };
import licences from './data/licences.json' with { type: 'json' };
import communes from './data/places/communes.json' with { type: 'json' };
import districts from './data/places/districts.json' with { type: 'json' };
import provinces from './data/places/provinces.json' with { type: 'json' };
import refusalGrounds from './data/refusal-grounds.json' with { type: 'json' };
import requestFields from './data/request-fields.json' with { type: 'json' };
import requestRecords from './data/request-records.json' with { type: 'json' };
import requestKinds from './data/request-kinds.json' with { type: 'json' };
import roles from './data/roles.json' with { type: 'json' };
import templates from './data/templates.json' with { type: 'json' };
import openDataUse from './data/terms/open-data-use.json' with { type: 'json' };
import openPersonalData from './data/terms/open-personal-data.json' with { type: 'json' };
import topics from './data/topics.json' with { type: 'json' };
import updateFrequencies from './data/update-frequencies.json' with { type: 'json' };
import communeCorrectionDecision from './data/deadlines/commune-correction-decision.json' with { type: 'json' };
import communeCorrectionReferral from './data/deadlines/commune-correction-referral.json' with { type: 'json' };
import communeCorrection from './data/deadlines/commune-correction.json' with { type: 'json' };
import connectionRequest from './data/deadlines/connection-request.json' with { type: 'json' };
import databaseProposals from './data/deadlines/database-proposals.json' with { type: 'json' };
import datasetErrorReport from './data/deadlines/dataset-error-report.json' with { type: 'json' };
import disputeAnswer from './data/deadlines/dispute-answer.json' with { type: 'json' };
import disputeDecision from './data/deadlines/dispute-decision.json' with { type: 'json' };
import disputeSolution from './data/deadlines/dispute-solution.json' with { type: 'json' };
import informationRequestOfficeAnswer from './data/deadlines/information-request-office-answer.json' with { type: 'json' };
import informationRequestOfficeExtension from './data/deadlines/information-request-office-extension.json' with { type: 'json' };
import informationRequestOfficeSimple from './data/deadlines/information-request-office-simple.json' with { type: 'json' };
import informationRequestOnlineAnswer from './data/deadlines/information-request-online-answer.json' with { type: 'json' };
import informationRequestOnlineExtension from './data/deadlines/information-request-online-extension.json' with { type: 'json' };
import informationRequestOnlineNotice from './data/deadlines/information-request-online-notice.json' with { type: 'json' };
import informationRequestOnlineSimple from './data/deadlines/information-request-online-simple.json' with { type: 'json' };
import informationRequestPostAnswer from './data/deadlines/information-request-post-answer.json' with { type: 'json' };
import informationRequestPostExtension from './data/deadlines/information-request-post-extension.json' with { type: 'json' };
import informationRequestPostNotice from './data/deadlines/information-request-post-notice.json' with { type: 'json' };
import informationRequestPostSimple from './data/deadlines/information-request-post-simple.json' with { type: 'json' };
import mustPublish from './data/deadlines/must-publish.json' with { type: 'json' };
import onlineInformationSuspensionNotice from './data/deadlines/online-information-suspension-notice.json' with { type: 'json' };
import outageNotice from './data/deadlines/outage-notice.json' with { type: 'json' };
import personalDataBreachNotice from './data/deadlines/personal-data-breach-notice.json' with { type: 'json' };
import publicInformationChallenge from './data/deadlines/public-information-challenge.json' with { type: 'json' };
import regulationReport from './data/deadlines/regulation-report.json' with { type: 'json' };
import selfAssessmentReport from './data/deadlines/self-assessment-report.json' with { type: 'json' };
import serviceDescriptionChange from './data/deadlines/service-description-change.json' with { type: 'json' };
import serviceDescription from './data/deadlines/service-description.json' with { type: 'json' };
import sharedListReview from './data/deadlines/shared-list-review.json' with { type: 'json' };
import suppliedInformationChallenge from './data/deadlines/supplied-information-challenge.json' with { type: 'json' };
import suppliedInformationCorrection from './data/deadlines/supplied-information-correction.json' with { type: 'json' };
import suspensionNotice from './data/deadlines/suspension-notice.json' with { type: 'json' };
import userSuspensionNotice from './data/deadlines/user-suspension-notice.json' with { type: 'json' };
import luat1162025 from './data/instruments/luat-116-2025.json' with { type: 'json' };
import luat1172025 from './data/instruments/luat-117-2025.json' with { type: 'json' };
import luat1482025 from './data/instruments/luat-148-2025.json' with { type: 'json' };
import luat602024 from './data/instruments/luat-60-2024.json' with { type: 'json' };
import luat912025 from './data/instruments/luat-91-2025.json' with { type: 'json' };
import luatTctt2026 from './data/instruments/luat-tctt-2026.json' with { type: 'json' };
import nd132018 from './data/instruments/nd-13-2018.json' with { type: 'json' };
import nd1652025 from './data/instruments/nd-165-2025.json' with { type: 'json' };
import nd2242026 from './data/instruments/nd-224-2026.json' with { type: 'json' };
import nd302020 from './data/instruments/nd-30-2020.json' with { type: 'json' };
import nd3562025 from './data/instruments/nd-356-2025.json' with { type: 'json' };
import nd632026 from './data/instruments/nd-63-2026.json' with { type: 'json' };
import nq2022025 from './data/instruments/nq-202-2025.json' with { type: 'json' };
import tt462018Btc from './data/instruments/tt-46-2018-btc.json' with { type: 'json' };

/**
 * Every data file, imported one by one so that a bundler carries them along; a test compares this list with the
 * folder. Nothing here is checked yet: `rulebook.ts` does that.
 */
export const dataFiles = {
  instruments: [
    luat1162025,
    luat1172025,
    luat1482025,
    luat602024,
    luat912025,
    luatTctt2026,
    nd132018,
    nd1652025,
    nd2242026,
    nd302020,
    nd3562025,
    nd632026,
    nq2022025,
    tt462018Btc,
    accessLaw,
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
  // In the order of the table of deadlines, D1 to D23.
  deadlines: [
    serviceDescription,
    serviceDescriptionChange,
    connectionRequest,
    datasetErrorReport,
    disputeAnswer,
    disputeSolution,
    disputeDecision,
    suspensionNotice,
    onlineInformationSuspensionNotice,
    userSuspensionNotice,
    outageNotice,
    openDataReview,
    openDataUpdate,
    sharedListReview,
    selfAssessmentReport,
    databaseProposals,
    regulationReport,
    informationRequestOnlineSimple,
    informationRequestOnlineNotice,
    informationRequestOnlineAnswer,
    informationRequestOnlineExtension,
    informationRequestOfficeSimple,
    informationRequestOfficeAnswer,
    informationRequestOfficeExtension,
    informationRequestPostSimple,
    informationRequestPostNotice,
    informationRequestPostAnswer,
    informationRequestPostExtension,
    publicInformationChallenge,
    suppliedInformationCorrection,
    suppliedInformationChallenge,
    communeCorrectionReferral,
    communeCorrectionDecision,
    communeCorrection,
    mustPublish,
    personalDataBreachNotice,
  ],
  clockStops,
  countingMethods,
  calendarYears: [calendar2025, calendar2026, calendar2027],
  weeklyRest,
  atOnce,
  ladders: [openDataLadder, answerRequestLadder],
  dutyKinds,
  requestKinds,
  roles,
  bodies,
  refusalGrounds,
  requestFields,
  requestRecords,
  templates,
  terms: [openDataUse, openPersonalData],
  topics,
  licences,
  updateFrequencies,
};

/** Codes of administrative units: long lists that few functions read, so they are apart. */
export const placeFiles = [provinces, districts, communes];
