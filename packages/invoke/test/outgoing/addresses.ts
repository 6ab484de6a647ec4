/** Hosts as they may stand in a URL, none of which leads to the public internet. */
export const hostile: readonly string[] = words(`
  127.0.0.1 127.1 127.0.1 127.255.255.254 0 0.0.0.0 0.0.0.1 2130706433 017700000001 0x7f000001 0x7f.0.0.1
  0x7f.1 0177.0.0.1 0177.0x0.0.1 127.0.0.0x1 127.0.0.1. ①②⑦.⓪.⓪.① １２７.０.０.１ 127。0。0。1 10.0.0.1
  10.255.255.255 10.1 0xa.0.0.1 012.0.0.1 167772161 172.16.0.1 172.31.255.255 172.16.1 0xac100001
  192.168.0.1 192.168.1 0xc0a80001 3232235521 169.254.169.254 169.254.0.1 0xa9fea9fe 2852039166
  0251.0376.0251.0376 169.254.43518 100.64.0.1 100.127.255.255 100.100.100.200 192.0.0.1 192.0.0.192
  192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250
  240.0.0.1 255.255.255.255 4294967295 0xffffffff [::1] [::] [0:0:0:0:0:0:0:1] [0000::0001]
  [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [::ffff:a00:1] [::ffff:169.254.169.254]
  [::ffff:a9fe:a9fe] [::ffff:0:127.0.0.1] [::127.0.0.1] [::7f00:1] [::10.0.0.1] [64:ff9b::127.0.0.1]
  [64:ff9b::7f00:1] [64:ff9b::10.0.0.1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::1] [2002:7f00:1::] [2002:a00:1::]
  [2002:c0a8:1::1] [2002:a9fe:a9fe::] [2002:808:808::] [2001::1] [2001:0:7f00:1::] [2001:db8::1]
  [2001:10::1] [2001:20::1] [2001:2::1] [3fff::1] [fc00::1] [fd00::1]
  [fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] [fd00:ec2::254] [fe80::1] [febf::1] [fec0::1] [feff::1]
  [ff02::1] [ff00::] [ff0e::1] [100::1] [5f00::1] localhost LOCALHOST localhost. a.localhost
  localhost.localdomain ｌｏｃａｌｈｏｓｔ ⓛocalhost metadata.google.internal METADATA.google.internal
  instance-data.ec2.internal printer.local router.home.arpa kubernetes.default.svc.cluster.local
  host.docker.internal 0300.0250.0.1 192.168.257 172.16.0.0x1 [::ffff:c0a8:101] [64:ff9b::c0a8:101]
  10.0.0.1. [::ffff:100.64.0.1] [fd12:3456:789a::1] [fe80::a9fe:a9fe] 0.1.2.3 255.255.255.254
  [2001:db8:ffff::] [::ffff:172.16.0.1] 100.127.0.1 [fe80::1%25eth0] [fe80::1%eth0] 127.0.0.1..
  localhost.. public.example@127.0.0.1 public.example%40127.0.0.1:80@[::1] 127.0.0.1%2f %31%32%37.0.0.1
  [64:ff9b:1:a00:0:100:808:808] [64:ff9b:1::808:808] [::8.8.8.8] [::ffff:0:8.8.8.8] [2620:4f:8000::1]
  192.175.48.1
`);

/** As resolvers and sockets write them; many are the last before, or the first behind, what is not public. */
export const publicAddresses: readonly string[] = words(`
  1.1.1.1 8.8.8.8 9.9.9.9 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255
  169.255.0.1 172.15.255.255 172.32.0.1 192.0.1.1 192.0.3.1 192.167.255.255 192.169.0.1 198.17.255.255
  198.20.0.1 203.0.112.255 203.0.114.1 223.255.255.255 2606:4700:4700::1111 2001:4860:4860::8888
  2620:fe::fe 2a00:1450:4001::1 2400:cb00::1 64:ff9b::8.8.8.8 ::ffff:8.8.8.8 2a03:2880::1 2001:200::1
  192.1.0.1 193.0.0.1 64:ff9b::101:101
`);

/** What a resolver might hand over, and no URL can say. */
export const hostileAnswers: readonly string[] = words(`
  127.0.0.1 ::1 fe80::1%lo fe80::1%eth0 2606:4700::1%eth0 ::ffff:127.0.0.1 ::ffff:7f00:1 ::127.0.0.1 ::8.8.8.8
  64:ff9b::10.0.0.1 64:ff9b:1:a00:0:100:808:808 010.8.8.8 0x8080808 8 8.8 8.8.8.8.8 8.8.8.8: localhost
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
