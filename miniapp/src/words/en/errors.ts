import type { FailureCode } from '@/api/problem-error';

export const errors: Record<FailureCode, { title: string; next: string }> = {
  OFFLINE: { title: 'No network', next: 'Check the network and try again. What you filled in is still here.' },
  TIMED_OUT: { title: 'This takes long', next: 'The network may be slow. Try again; nothing is sent twice.' },
  ANSWER_UNREADABLE: { title: 'The service did not answer properly', next: 'Try again in a moment, or get help.' },
  REQUEST_INVALID: { title: 'Something you entered is not right', next: 'Check it and send again, or get help.' },
  BODY_TOO_LARGE: { title: 'Too long', next: 'Shorten the text and send again.' },
  MEDIA_TYPE_UNSUPPORTED: { title: 'This kind of content is not accepted', next: 'Update the app and try again.' },
  NOT_FOUND: { title: 'Not found', next: 'It may have changed. Go back and refresh.' },
  METHOD_NOT_ALLOWED: { title: 'Not possible', next: 'Update the app and try again.' },
  TOO_MANY_REQUESTS: { title: 'Too fast', next: 'Wait a little and try again.' },
  IDEMPOTENCY_KEY_MISSING: { title: 'Not sent', next: 'Please send it again.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'This differs from what was sent before',
    next: 'Send it again; the present content counts.',
  },
  SERVICE_BUSY: {
    title: 'Many people are here right now',
    next: 'Try again in a few seconds. What you filled in is still here.',
  },
  INTERNAL: {
    title: 'Something went wrong on our side',
    next: 'It has been recorded. Try again later, or tell support the trace number.',
  },
  SIGN_IN_REQUIRED: { title: 'Please sign in first', next: 'Link your campus card to go on.' },
  SESSION_ENDED: {
    title: 'Your session has ended',
    next: 'This happens when a password, role or device changes. Sign in again.',
  },
  REFRESH_REUSED: {
    title: 'Signed out for your safety',
    next: 'This session was used somewhere else. Sign in again and change your password.',
  },
  PERMISSION_DENIED: { title: 'You may not do this', next: 'If you need to, ask the administrator of your school.' },
  TICKET_EXPIRED: { title: 'This step has expired', next: 'Start signing in again; it is quick.' },
  SCHOOL_UNKNOWN: { title: 'No such school', next: 'Choose the school again.' },
  CREDENTIALS_WRONG: {
    title: 'Number or password is wrong',
    next: 'Check the number. First time: the last 6 characters of your ID number, 0 for X. Changed and forgotten: “I forgot my password”.',
  },
  SIGN_IN_THROTTLED: {
    title: 'Too many tries',
    next: 'Try again later. A service hall can reset a forgotten password.',
  },
  SCHOOL_THROTTLED: {
    title: 'Too many people are signing in',
    next: 'The school is protecting its accounts. Try again in a few minutes.',
  },
  PASSWORD_WEAK: {
    title: 'Too easy to guess',
    next: 'Take 8 or more unusual characters, for example three unrelated words.',
  },
  PASSWORD_DERIVED: { title: 'It contains your own data', next: 'Do not use your number, ID number or phone number.' },
  TOTP_WRONG: {
    title: 'The code is wrong',
    next: 'Wait for the next one. If it goes on, set the clock of your phone to automatic.',
  },
  PERSON_SUSPENDED: { title: 'Your account is suspended', next: 'Ask a campus card service hall why.' },
  PERSON_LEFT: {
    title: 'You have left the school',
    next: 'The account is closed. If this is wrong, take your ID to a service hall.',
  },
  CARD_LOST: {
    title: 'This card is reported lost',
    next: 'Found it? A service hall lifts the report. Otherwise get a new one, then link it.',
  },
  CARD_FROZEN: { title: 'This card is frozen', next: 'Take your ID to a service hall to unfreeze it, then link it.' },
  CARD_CHOICE_WRONG: { title: 'No such card', next: 'Check the last four digits on the front and enter them again.' },
  REAL_NAME_MISSING: {
    title: 'Alipay has not verified your name',
    next: 'Verify it in Alipay under “Me”, then come back.',
  },
  PLATFORM_CODE_WRONG: { title: 'Your platform account could not be confirmed', next: 'Tap to sign in once more.' },
  PLATFORM_UNAVAILABLE: {
    title: 'The platform sign-in is not available',
    next: 'Try again in a moment, or use the web version in a browser.',
  },
  BINDING_TAKEN: {
    title: 'This platform account belongs to somebody else',
    next: 'Unlink it there first, or use another platform account.',
  },
  RESET_CODE_WRONG: {
    title: 'The reset code is wrong or has expired',
    next: 'Check it; if it has expired, collect a new one at a service hall.',
  },
  INVITATION_WRONG: { title: 'The invitation is wrong or was used', next: 'Ask whoever invited you for a new one.' },
  PERSON_UNKNOWN: { title: 'No such person', next: 'They may no longer be in your units. Go back and refresh.' },
  PERSON_STATE_CONFLICT: { title: 'Somebody has just changed this', next: 'Refresh and look again.' },
  CARD_STATE_CONFLICT: { title: 'The card has just changed', next: 'Refresh and look again.' },
  CORRECTION_ALREADY_OPEN: { title: 'A request for this is open', next: 'Wait for the answer; you will get a notice.' },
  CORRECTION_ALREADY_DECIDED: { title: 'Already decided', next: 'Refresh to see the answer.' },
  IMPORT_FILE_INVALID: { title: 'The file cannot be read', next: 'Use a CSV file in UTF-8.' },
  IMPORT_ROWS_INVALID: {
    title: 'Some rows are wrong',
    next: 'Download the list of faults, correct them and import again.',
  },
  IMPORT_FILE_CHANGED: { title: 'The file is not the one that was checked', next: 'Check it again.' },
  IMPORT_ALREADY_CONFIRMED: { title: 'Already imported', next: 'There is nothing more to do.' },
  CAMPAIGN_NONE: { title: 'No check-in now', next: 'No emergency response is running, or it does not include you.' },
  CAMPAIGN_STATE_CONFLICT: { title: 'The response has just changed', next: 'Refresh and look again.' },
  CAMPAIGN_DATES_INVALID: { title: 'The dates are not right', next: 'Check start, end and retention.' },
  FORM_NOT_DUE: { title: 'No form is due now', next: 'The next time is shown on the home page.' },
  DAY_NOT_OPEN: { title: 'Only today can be reported', next: 'Go back to the home page and start from today.' },
  WINDOW_NOT_YOURS: {
    title: 'This time slot is not yours',
    next: 'You may have moved on or off campus. Start again from the home page.',
  },
  WINDOW_NOT_OPEN: {
    title: 'Outside the check-in time',
    next: 'The times are on the home page. If the late time is over, ask your counsellor.',
  },
  WINDOWS_OVERLAP: { title: 'Time slots overlap', next: 'Adjust the times.' },
  LATE_REASON_MISSING: { title: 'A late report needs a reason', next: 'Pick a reason and send again.' },
  LOCATION_MISSING: { title: 'No location yet', next: 'Use your location, or pick a reason.' },
  FORM_TICKET_INVALID: {
    title: 'The form was open too long',
    next: 'It has been refreshed and your answers are here. Send once more.',
  },
  TEMPLATE_OUTDATED: {
    title: 'The form has just changed',
    next: 'Your answers are still here. Add what is new and send again.',
  },
  TEMPLATE_INVALID: { title: 'The form has a fault', next: 'Tell the administrator of your school.' },
  TEMPLATE_STATE_CONFLICT: { title: 'The template has just changed', next: 'Refresh and look again.' },
  ANSWERS_INVALID: { title: 'Some answers need a change', next: 'Look at the marked ones.' },
  CASE_ALREADY_CLOSED: { title: 'Already closed', next: 'A colleague may have done it. Refresh.' },
};
