#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Reads the vectors beside sync/README.md as another receiver would, with nothing but Python's own library.
import base64
import hashlib
import json
import os
import struct
import sys


def blake(*parts, key=b''):
    return hashlib.blake2b(b''.join(parts), digest_size=32, key=key).digest()


# ---- Ed25519 (RFC 8032), checking only

P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P
L = 2**252 + 27742317777372353535851937790883648493


def add(a, b):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    m, n = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * D * t1 * t2 % P, 2 * z1 * z2 % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def is_same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def times(point, n):
    out = (0, 1, 1, 0)
    while n:
        if n & 1:
            out = add(out, point)
        point = add(point, point)
        n >>= 1
    return out


def point(raw):
    y = int.from_bytes(raw, 'little')
    sign, y = y >> 255, y & (2**255 - 1)
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - xx) % P == 0, 'not a point'
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, 'little'))


def verify(key, message, signature):
    assert len(signature) == 64
    s = int.from_bytes(signature[32:], 'little')
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), 'little') % L
    right = add(point(signature[:32]), times(point(key), h))
    assert s < L and is_same(times(BASE, s), right), 'wrong signature'


# ---- XChaCha20-Poly1305

def rounds(state):
    x = list(state)

    def quarter(a, b, c, d):
        for one, two, three, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[one] = (x[one] + x[two]) & 0xffffffff
            y = x[three] ^ x[one]
            x[three] = ((y << turn) | (y >> (32 - turn))) & 0xffffffff

    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                           (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(a, b, c, d)
    return x


CONSTANT = struct.unpack('<4I', b'expand 32-byte k')


def block(key, counter, nonce12):
    state = CONSTANT + struct.unpack('<8I', key) + (counter,) + struct.unpack('<3I', nonce12)
    return struct.pack('<16I', *((a + b) & 0xffffffff for a, b in zip(state, rounds(state))))


def open_xchacha(key, nonce24, associated, sealed):
    x = rounds(CONSTANT + struct.unpack('<8I', key) + struct.unpack('<4I', nonce24[:16]))
    subkey, nonce = struct.pack('<8I', *(x[:4] + x[12:])), b'\0\0\0\0' + nonce24[16:]
    body, tag = sealed[:-16], sealed[-16:]
    one_time = block(subkey, 0, nonce)
    pad = lambda data: data + b'\0' * (-len(data) % 16)
    data = pad(associated) + pad(body) + struct.pack('<QQ', len(associated), len(body))
    r = int.from_bytes(one_time[:16], 'little') & 0x0ffffffc0ffffffc0ffffffc0fffffff
    total = 0
    for i in range(0, len(data), 16):
        total = (total + int.from_bytes(data[i:i + 16] + b'\1', 'little')) * r % (2**130 - 5)
    assert ((total + int.from_bytes(one_time[16:32], 'little')) % 2**128).to_bytes(16, 'little') == tag, 'wrong tag'
    stream = b''.join(block(subkey, 1 + i, nonce) for i in range(len(body) // 64 + 1))
    return bytes(a ^ b for a, b in zip(body, stream))


# ---- CBOR, as much of it as the formats use

def item(data, at=0):
    major, small = data[at] >> 5, data[at] & 31
    at += 1
    value = small
    if small >= 24:
        size = 1 << (small - 24)
        value = int.from_bytes(data[at:at + size], 'big')
        at += size
    if major == 0:
        return value, at
    if major == 1:
        return -1 - value, at
    if major in (2, 3):
        raw = data[at:at + value]
        return (raw if major == 2 else raw.decode()), at + value
    out = []
    for _ in range(value * (2 if major == 5 else 1)):
        one, at = item(data, at)
        out.append(one)
    return (dict(zip(out[::2], out[1::2])) if major == 5 else out), at


def whole(data):
    value, end = item(data)
    assert end == len(data)
    return value


def but_last(data, items, last_size):
    """The same array without its last item: another head, and the last item's bytes gone."""
    return bytes([0x80 | (items - 1)]) + data[1:len(data) - last_size]


SIGNATURE_ITEM = 2 + 64


def load(folder, name):
    with open(os.path.join(folder, name + '.json'), encoding='utf-8') as file:
        return json.load(file)


# ---- the vectors

def check_records(vectors):
    buckets = [48, 64, 96, 128, 192, 256, 384, 512]
    by_name = {}
    for vector in vectors:
        plain = bytes.fromhex(vector['plain'])
        record, end = item(plain)
        by_name[vector['name']] = record
        assert plain[end] == 0x80 and not any(plain[end + 1:]), vector['name']
        assert len(plain) == (end + 1 if record[1] == 5 else min(b for b in buckets if b > end)), vector['name']
    assert by_name['dots 2 1 0 0'][4] == bytes([2, 1, 0, 0])
    assert by_name['dots skipped'][9] == 1 and 4 not in by_name['dots skipped']
    assert by_name['text'][4] == 'Mer ljus vid bäcken'
    assert by_name['one pin'][4] == [[593380000, 180700000, 2, 0, 'här']]
    assert len({len(v['plain']) for v in vectors if v['name'].split()[0] in ('dots', 'choice', 'scale,')}) == 1


def check_chain(v):
    device, run, key = (bytes.fromhex(v[name]) for name in ('device', 'run', 'run_key'))
    header = bytes.fromhex(v['header'])
    fields = whole(header)
    assert fields[0] == 1 and fields[1] == device and fields[2] == run and fields[9] == v['first']
    assert fields[4] == blake(b'commit', key=key)
    head = blake(b'talt-run-1', header)
    assert head.hex() == v['head_before']
    for record in v['records']:
        frame, number = bytes.fromhex(record['frame']), record['number']
        clear, end = item(frame, 1)
        sealed, _ = item(frame, end)
        assert clear == {}
        associated = b'talt-record-1' + device + run + number.to_bytes(8, 'big') + frame[1:end]
        nonce = number.to_bytes(24, 'big')
        assert open_xchacha(blake(b'seal', key=key), nonce, associated, sealed).hex() == record['plain']
        key = blake(b'next', key=key)
        head = blake(head, blake(frame))
        assert head.hex() == record['head']


def check_requests(vectors):
    for v in vectors:
        headers, body = v['headers'], bytes.fromhex(v['body'])
        digest = 'sha-256=:' + base64.b64encode(hashlib.sha256(body).digest()).decode() + ':'
        assert headers['content-digest'] == digest
        label, _, params = headers['signature-input'].partition('=')
        lines = ['"@method": POST', '"@path": ' + v['path']]
        names = ['content-digest', 'content-type', 'talt-batch', 'talt-receiver', 'talt-hole']
        lines += ['"%s": %s' % (name, headers[name]) for name in names if name in headers]
        base = '\n'.join(lines + ['"@signature-params": ' + params])
        assert label == 'talt' and base == v['signature_base']
        signature = base64.b64decode(headers['signature'].removeprefix('talt=:').removesuffix(':'))
        verify(bytes.fromhex(v['device_key']), base.encode(), signature)


def check_receipts(v):
    receipt, loss = bytes.fromhex(v['receipt']), bytes.fromhex(v['loss'])
    receipt_key, device_key = bytes.fromhex(v['receipt_key']), bytes.fromhex(v['device_key'])
    verify(receipt_key, b'talt-receipt-1' + but_last(receipt, 14, SIGNATURE_ITEM), whole(receipt)[13])
    assert whole(receipt)[9:13] == [17, 14, 880, [[bytes([11] * 32), 262144], [bytes([12] * 32), 0]]]
    verify(device_key, b'talt-loss-1' + but_last(loss, 7, SIGNATURE_ITEM), whole(loss)[6])
    refusal = json.loads(v['refusal'])
    nonce, kind = refusal['nonce'].encode(), refusal['type'].encode()
    signed = b'\x83\x19' + refusal['status'].to_bytes(2, 'big') + bytes([0x60 | len(kind)]) + kind
    signed += bytes([0x60 | len(nonce)]) + nonce
    verify(receipt_key, b'talt-refusal-1' + signed, base64.b64decode(refusal['signature']))


def check_attachments(v):
    names = [bytes([11] * 32), bytes([12] * 32)]
    assert whole(bytes.fromhex(v['clear_header'])) == {1: [[names[0], 65577], [names[1], 2097696]]}
    receipt = bytes.fromhex(v['receipt'])
    signed = b'talt-attachment-receipt-1' + but_last(receipt, 11, SIGNATURE_ITEM)
    verify(bytes.fromhex(v['receipt_key']), signed, whole(receipt)[10])
    assert whole(receipt)[2:8] == [names[0], 6, 65577, 0, 0, '00ff']
    headers, body = v['headers'], bytes.fromhex(v['body'])
    digest = 'sha-256=:' + base64.b64encode(hashlib.sha256(body).digest()).decode() + ':'
    assert headers['content-digest'] == digest and headers['content-range'] == 'bytes 2-5/65577'
    assert v['path'].endswith('/attachments/' + names[0].hex())
    lines = ['"@method": PUT', '"@path": ' + v['path']]
    names = ['content-digest', 'content-type', 'content-range', 'talt-receiver']
    lines += ['"%s": %s' % (name, headers[name]) for name in names]
    base = '\n'.join(lines + ['"@signature-params": ' + headers['signature-input'].partition('=')[2]])
    assert base == v['signature_base'] and base.endswith(';tag="talt-attachment-1"')
    signature = base64.b64decode(headers['signature'].removeprefix('talt=:').removesuffix(':'))
    verify(bytes.fromhex(v['device_key']), base.encode(), signature)


def check_enrolment(v):
    for key in v['vouched']:
        purpose, raw = key['purpose'].encode(), bytes.fromhex(key['key'])
        signed = b'\x83' + bytes([0x60 | len(purpose)]) + purpose + bytes([key['number'], 0x58, 32]) + raw
        verify(bytes.fromhex(v['municipality_key']), b'talt-key-1' + signed, bytes.fromhex(key['signature']))
    request, answer = bytes.fromhex(v['request']), bytes.fromhex(v['answer'])
    receipt_key = bytes.fromhex(v['receipt_key'])
    _, device, device_key, proof, signature = whole(request)
    assert proof == blake(device_key, receipt_key, key=bytes.fromhex(v['code']))
    verify(device_key, b'talt-enrol-1' + but_last(request, 5, SIGNATURE_ITEM), signature)
    assert whole(answer)[1:3] == [device, device_key]
    verify(receipt_key, b'talt-enrolled-1' + device + device_key, whole(answer)[3])
    assert v['fingerprint'].replace(' ', '') == blake(device_key).hex()[:32]


def check_orders(vectors):
    golden, mask = 0x9E3779B97F4A7C15, 2**64 - 1
    for v in vectors:
        state = int.from_bytes(bytes.fromhex(v['visit']), 'little') ^ ((v['question'] + 1) * golden & mask)

        def draw():
            nonlocal state
            state = (state + golden) & mask
            z = state
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & mask
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB & mask
            return z ^ (z >> 31)

        order = list(range(v['count']))
        for place in range(v['count'], 1, -1):
            while (value := draw()) >= 2**64 - 2**64 % place:
                pass
            other = value % place
            order[place - 1], order[other] = order[other], order[place - 1]
        assert order == v['order'], v


def main(folder):
    check_records(load(folder, 'records'))
    check_chain(load(folder, 'chain'))
    check_requests(load(folder, 'requests'))
    check_receipts(load(folder, 'receipts'))
    check_attachments(load(folder, 'attachments'))
    check_enrolment(load(folder, 'enrolment'))
    check_orders(load(folder, 'shown_orders'))


main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), '../../sync/vectors'))
