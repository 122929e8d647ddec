import type { FaqEntry } from '@shared/support';

/** Each cause for which a campus card cannot be bound, with its own next step. */
export const BINDING_FAQ: readonly FaqEntry[] = [
  {
    key: 'binding.password',
    question: { zh: '学工号或密码不对怎么办？', en: 'My number or password is not accepted' },
    answer: {
      zh: '学工号就是学号或工号，印在校园卡正面。这里的密码是“消费密码”，不是门户密码，也不是支付宝密码。第一次使用：身份证号后 6 位，X 用 0 代替。还是不行，请带身份证到服务大厅核对学工号、重置密码。',
      en: 'Your number is printed on the front of your campus card. The password is the consumption password – neither the portal’s nor Alipay’s. First time here: the last 6 characters of your ID number, with 0 for X. Still refused? Bring your ID to a service hall: they check the number and reset the password.',
    },
    codes: ['CREDENTIALS_WRONG'],
  },
  {
    key: 'binding.forgotten',
    question: { zh: '忘记消费密码怎么办？', en: 'I forgot my consumption password' },
    answer: {
      zh: '请本人带身份证到服务大厅，工作人员核对后给你一个一次性重置码。在登录页点“忘记密码”，再点“我拿到重置码了”，当场就能用。重置码只能用一次，过期请重新领取。',
      en: 'Come to a service hall in person with your ID. After checking it, the staff hand you a one-time code; on the sign-in page choose “I forgot my password”, then “I have a reset code”, and set a new one on the spot. A code works once; ask for a new one when it has expired.',
    },
    codes: ['RESET_CODE_WRONG', 'CREDENTIALS_WRONG'],
  },
  {
    key: 'binding.other_document',
    question: { zh: '没有居民身份证，初始密码是什么？', en: 'I have no resident ID card: what is my first password?' },
    answer: {
      zh: '持护照、通行证等证件的师生，初始密码是随机的，由服务大厅当面交给你。',
      en: 'With a passport or a travel permit, your first password is a random one that a service hall hands to you in person.',
    },
    codes: [],
  },
  {
    key: 'binding.set_password',
    question: {
      zh: '为什么要我设新密码？会影响食堂刷卡吗？',
      en: 'Why must I set a new password? Does the card machine change?',
    },
    answer: {
      zh: '初始密码容易被猜到，所以第一次登录必须换。新密码至少 8 位，不能是身份证号、学工号或电话的一部分。它只用于这里，食堂和浴室刷卡的密码不变。',
      en: 'The first password is easy to guess, so it only lets you set a new one: at least 8 characters, no part of your ID, student or phone number. It is used here only; the PIN of the card machines stays as it is.',
    },
    codes: ['PASSWORD_WEAK', 'PASSWORD_DERIVED'],
  },
  {
    key: 'binding.real_name',
    question: { zh: '提示支付宝未实名认证', en: 'Alipay says that my real name is missing' },
    answer: {
      zh: '打开支付宝：我的 → 设置 → 账号与安全 → 身份信息，完成实名认证后回到这里再绑一次。暂时不想认证，可以用浏览器登录打卡。',
      en: 'In Alipay open Me → Settings → Account and security → Identity, verify your name there, then come back and bind again. Until then you can sign in with a browser and report.',
    },
    codes: ['REAL_NAME_MISSING'],
  },
  {
    key: 'binding.several_cards',
    question: { zh: '我有多张校园卡，绑哪一张？', en: 'I own several campus cards: which one is bound?' },
    answer: {
      zh: '密码正确后会请你输入正在使用那张卡的后四位，卡号印在卡片正面。旧卡不用了，可到服务大厅注销。',
      en: 'After the right password you are asked for the last four digits of the card in use; they are printed on its front. A service hall cancels old cards.',
    },
    codes: ['CARD_CHOICE_WRONG'],
  },
  {
    key: 'binding.lost',
    question: { zh: '提示校园卡已挂失', en: 'My card is reported lost' },
    answer: {
      zh: '找到了卡：到服务大厅解除挂失。没找到：补办新卡，补好后直接登录，不用改学工号。',
      en: 'Found it? A service hall takes the report back. Not found? Have a new card made there; then sign in as before, your number stays the same.',
    },
    codes: ['CARD_LOST'],
  },
  {
    key: 'binding.frozen',
    question: { zh: '提示校园卡已冻结', en: 'My card is frozen' },
    answer: {
      zh: '卡被冻结多是因为消费异常或信息待核。请带身份证到服务大厅解冻。',
      en: 'A card is frozen after unusual payments or when details must be checked. Bring your ID to a service hall to have it released.',
    },
    codes: ['CARD_FROZEN'],
  },
  {
    key: 'binding.taken',
    question: { zh: '提示这个账号已绑定别人', en: 'This login is bound to somebody else' },
    answer: {
      zh: '一个支付宝或微信账号只能绑定一个人。请原来绑定的人在“我的 → 绑定的平台”里解绑，或换自己的账号登录。',
      en: 'One Alipay or WeChat login belongs to one person. The person bound before unlinks it under Me → Linked platforms, or you use your own login.',
    },
    codes: ['BINDING_TAKEN'],
  },
  {
    key: 'binding.throttled',
    question: { zh: '提示尝试次数太多', en: 'Too many attempts' },
    answer: {
      zh: '为防止有人猜密码，连续输错后要等一会儿，页面会写明还要等多久。已经绑定的手机不受影响。不是你本人操作？请尽快联系信管中心。',
      en: 'Wrong passwords in a row make you wait, so that nobody can guess yours; the page says how long. A phone that is bound already keeps working. Was it not you? Please call the information centre.',
    },
    codes: ['SIGN_IN_THROTTLED', 'SCHOOL_THROTTLED', 'TOO_MANY_REQUESTS'],
  },
  {
    key: 'binding.state',
    question: { zh: '提示账号已停用', en: 'My account is suspended or closed' },
    answer: {
      zh: '休学、停职期间账号暂停，复学复职后由校园卡工作人员恢复；毕业或离职后账号关闭。有疑问请联系服务大厅。',
      en: 'During a leave of absence the account rests and card staff restore it on your return; after graduation or leaving the job it is closed. Ask a service hall if that is wrong.',
    },
    codes: ['PERSON_SUSPENDED', 'PERSON_LEFT'],
  },
];
