const idName =
  /(^|[\s_\-./(（])(id|ids|code|no|nr|num|phone|tel|mobile|zip|postcode|barcode|sku|isbn|imei|account)([\s_\-./)）]|$)|学号|工号|编号|编码|代码|卡号|账号|帐号|证号|单号|号码|电话|手机|邮编|条码|座号|车牌|身份证/i;
const dateName = /date|日期|时间|年月日|生日|出生|day|\bdob\b|birth|\bon\b|_at$/i;

/** Whether a column's name says that its digits name something. */
export function isIdName(name: string): boolean {
  return idName.test(name.trim());
}

/** Whether a column's name says that it holds days. */
export function isDateName(name: string): boolean {
  return dateName.test(name.trim());
}
