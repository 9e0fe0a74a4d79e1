using System.Buffers.Binary;
using Parley.Protocol;

namespace Parley.Files.Previews;

/// <summary>
/// The shape of a sound, from samples of 16 bits as they come: the loudest in each tenth of a second, then 64 of them, the loudest 100. Needs no
/// more memory for an hour than 36,000 numbers.
/// </summary>
internal sealed class Waveform(int samplesPerSecond)
{
    private readonly int _samplesInBlock = samplesPerSecond / 10;
    private readonly List<int> _blocks = [];
    private int _loudest;
    private int _inBlock;

    public long Samples { get; private set; }

    public long DurationMs => Samples * 1000 / samplesPerSecond;

    public void Add(ReadOnlySpan<byte> samples)
    {
        for (; samples.Length >= 2; samples = samples[2..])
        {
            _loudest = Math.Max(_loudest, Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(samples)));
            Samples++;
            if (++_inBlock < _samplesInBlock)
                continue;

            _blocks.Add(_loudest);
            (_loudest, _inBlock) = (0, 0);
        }
    }

    /// <summary>Nothing where there was no sample.</summary>
    public byte[]? Peaks()
    {
        if (_inBlock > 0)
            _blocks.Add(_loudest);
        _inBlock = 0;
        if (_blocks.Count == 0)
            return null;

        var most = Math.Max(1, _blocks.Max());
        var peaks = new byte[Limits.WaveformPeaks];
        for (var i = 0; i < peaks.Length; i++)
        {
            var from = (int)((long)i * _blocks.Count / peaks.Length);
            var to = Math.Max(from + 1, (int)((long)(i + 1) * _blocks.Count / peaks.Length));
            peaks[i] = (byte)(_blocks[from..to].Max() * 100L / most);
        }

        return peaks;
    }
}
