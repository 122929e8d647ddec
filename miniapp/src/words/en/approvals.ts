/** The quick reasons of approvers, which applicants read as well. */
export const approvals = {
  reasons: {
    photo_unreadable: 'Not readable',
    photo_wrong_person: 'Somebody else’s',
    photo_outdated: 'Out of date',
    itinerary_incomplete: 'Itinerary incomplete',
    times_implausible: 'Times do not fit',
    answers_unclear: 'Health answers unclear',
    reason_unclear: 'Reason unclear',
    not_allowed_now: 'Not allowed now',
    other: 'Other',
  },
};
