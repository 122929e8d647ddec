/** The quick reasons of approvers, which applicants read as well. */
export const approvals = {
  reasons: {
    photo_unreadable: '照片看不清',
    photo_wrong_person: '不是本人的',
    photo_outdated: '照片过期了',
    itinerary_incomplete: '行程不完整',
    times_implausible: '时间对不上',
    answers_unclear: '健康情况不清楚',
    reason_unclear: '事由不清楚',
    not_allowed_now: '暂时不能批准',
    other: '其他',
  },
};
