export const pass = {
  title: '出入证',
  holder: '{{name}} · {{number}}',
  statuses: {
    valid: { word: '可以通行', text: '选好出入口，出示二维码。' },
    apply_return: { word: '还没有出入证', text: '返校申请通过后自动生成。' },
    apply_exempt: { word: '还没有出入证', text: '你不用申请返校，交一张证件照就能申请。' },
    ended: { word: '出入证已结束', text: '你已离校。再回来请先申请返校。' },
    check_in_due: { word: '先完成打卡', text: '打卡后出入证立即恢复。' },
    held: { word: '暂不能通行', text: '请联系辅导员，说明情况后由学校恢复。' },
    person_inactive: { word: '账号不可用', text: '请到校园卡服务大厅办理。' },
  },
  next: {
    checkIn: '去打卡',
    applyReturn: '申请返校',
    applyExempt: '申请出入证',
    contacts: '看联系方式',
    hall: '看服务大厅',
  },
};
