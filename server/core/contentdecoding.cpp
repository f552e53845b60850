// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contentdecoding.h"

#include "core/charset.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace sightglass {

namespace {

constexpr std::size_t kStepBytes = 64 * 1024;
constexpr std::size_t kRatioCheckedFrom = 1024 * 1024;
constexpr std::size_t kMaxRatio = 1000;
/// 8 MiB, what RFC 8878 asks decoders to support; larger windows only cost memory.
constexpr int kZstdWindowLog = 23;

/// Collects output and says when it has become too much.
class BoundedOutput
{
public:
    BoundedOutput(std::size_t inputBytes, std::size_t limit)
        : m_inputBytes(inputBytes)
        , m_limit(limit)
    {
    }

    [[nodiscard]] unsigned char* step() { return m_step.data(); }
    [[nodiscard]] bool take(std::size_t bytes)
    {
        if (bytes > m_limit - m_out.size())
            return false;
        m_out.append(reinterpret_cast<const char*>(m_step.data()), bytes);
        return m_out.size() <= kRatioCheckedFrom || m_out.size() / kMaxRatio <= m_inputBytes;
    }
    [[nodiscard]] std::string result() { return std::move(m_out); }

private:
    std::size_t m_inputBytes;
    std::size_t m_limit;
    std::string m_out;
    std::array<unsigned char, kStepBytes> m_step;
};

Unexpected tooLarge()
{
    return unexpected(ErrorCode::TooLarge, QStringLiteral("The decompressed body is too large."));
}
Unexpected broken()
{
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("The compressed body is broken or cut short."));
}

bool namesCoding(std::string_view text, std::string_view lowerCase)
{
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(),
                      [](char a, char b) { return asciiLower(a) == b; });
}

Bytef* mutableBytes(std::string_view text)
{
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

/// windowBits as zlib has them: 31 gzip, 15 zlib, -15 raw.
Expected<std::string> inflateZlib(std::string_view body, std::size_t limit, int windowBits)
{
    z_stream stream{};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        return unexpected(ErrorCode::Internal, QStringLiteral("zlib does not start."));
    const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
    BoundedOutput out(body.size(), limit);
    stream.next_in = mutableBytes(body);
    stream.avail_in = static_cast<uInt>(body.size());
    while (true) {
        stream.next_out = out.step();
        stream.avail_out = kStepBytes;
        const int status = inflate(&stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END)
            return broken();
        if (!out.take(kStepBytes - stream.avail_out))
            return tooLarge();
        if (status == Z_OK)
            continue;
        const bool hasAnotherMember =
            windowBits == 31 && stream.avail_in > 2 && stream.next_in[0] == 0x1f && stream.next_in[1] == 0x8b;
        if (!hasAnotherMember)
            return out.result();
        inflateReset(&stream);
    }
}

Expected<std::string> inflateDeflate(std::string_view body, std::size_t limit)
{
    const auto byte = [body](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(body[i])); };
    const bool looksLikeZlib = body.size() >= 2 && (byte(0) & 0x0f) == 8 && (byte(0) * 256 + byte(1)) % 31 == 0;
    if (looksLikeZlib) {
        auto decoded = inflateZlib(body, limit, 15);
        if (decoded || decoded.error().code != ErrorCode::InvalidInput)
            return decoded;
    }
    return inflateZlib(body, limit, -15);
}

Expected<std::string> decodeBrotli(std::string_view body, std::size_t limit)
{
    const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
    BoundedOutput out(body.size(), limit);
    const std::uint8_t* next = mutableBytes(body);
    std::size_t available = body.size();
    while (true) {
        std::uint8_t* nextOut = out.step();
        std::size_t availableOut = kStepBytes;
        const auto status =
            BrotliDecoderDecompressStream(state.get(), &available, &next, &availableOut, &nextOut, nullptr);
        if (status == BROTLI_DECODER_RESULT_ERROR || status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
            return broken();
        if (!out.take(kStepBytes - availableOut))
            return tooLarge();
        if (status == BROTLI_DECODER_RESULT_SUCCESS)
            return out.result();
    }
}

Expected<std::string> decodeZstd(std::string_view body, std::size_t limit)
{
    const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kZstdWindowLog);
    BoundedOutput out(body.size(), limit);
    ZSTD_inBuffer input{body.data(), body.size(), 0};
    while (true) {
        ZSTD_outBuffer output{out.step(), kStepBytes, 0};
        const std::size_t left = ZSTD_decompressStream(context.get(), &output, &input);
        if (ZSTD_isError(left) != 0)
            return broken();
        if (!out.take(output.pos))
            return tooLarge();
        if (left == 0 && input.pos == input.size)
            return out.result();
        if (left != 0 && input.pos == input.size && output.pos < kStepBytes)
            return broken();
    }
}

} // namespace

std::optional<ContentEncoding> parseContentEncoding(std::string_view value)
{
    if (value.empty() || namesCoding(value, "identity"))
        return ContentEncoding::Identity;
    if (namesCoding(value, "gzip") || namesCoding(value, "x-gzip"))
        return ContentEncoding::Gzip;
    if (namesCoding(value, "deflate"))
        return ContentEncoding::Deflate;
    if (namesCoding(value, "br"))
        return ContentEncoding::Brotli;
    if (namesCoding(value, "zstd"))
        return ContentEncoding::Zstd;
    return std::nullopt;
}

Expected<std::string> decodeContent(ContentEncoding encoding, std::string_view body, std::size_t limit)
{
    switch (encoding) {
    case ContentEncoding::Gzip: return inflateZlib(body, limit, 31);
    case ContentEncoding::Deflate: return inflateDeflate(body, limit);
    case ContentEncoding::Brotli: return decodeBrotli(body, limit);
    case ContentEncoding::Zstd: return decodeZstd(body, limit);
    case ContentEncoding::Identity: break;
    }
    if (body.size() > limit)
        return tooLarge();
    return std::string(body);
}

} // namespace sightglass
