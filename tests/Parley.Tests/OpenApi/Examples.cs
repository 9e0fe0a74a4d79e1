using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Protocol;
using Parley.Server.OpenApi;
using Xunit;

namespace Parley.Tests.OpenApi;

public sealed class Examples
{
    public static TheoryData<Type> Records => [.. typeof(WireJson).GetProperties()
        .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(JsonTypeInfo<>))
        .Select(property => property.PropertyType.GetGenericArguments()[0])
        .Where(type => type.IsClass && WireJson.Wire.GetTypeInfo(type)!.Kind == JsonTypeInfoKind.Object)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Are_what_they_show(Type type)
    {
        var maker = new ExampleMaker(WireJson.Wire.Options);

        foreach (var example in new[] { maker.Request(type), maker.Answer(type) })
        {
            var read = example.Deserialize(WireJson.Wire.GetTypeInfo(type)!);

            Assert.NotNull(read);
            Validator.ValidateObject(read, new ValidationContext(read), validateAllProperties: true);
        }
    }
}
