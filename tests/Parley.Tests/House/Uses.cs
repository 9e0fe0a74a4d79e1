using System.Reflection;
using System.Reflection.Emit;

namespace Parley.Tests.House;

/// <summary>Which types a type uses: in its signatures and in the code of its methods.</summary>
internal static class Uses
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>Every type that this one names, with what generic types are made of.</summary>
    public static IEnumerable<Type> Of(Type type)
    {
        var named = new List<Type?> { type.BaseType };
        named.AddRange(type.GetInterfaces());
        named.AddRange(type.GetFields(All).Select(field => field.FieldType));
        foreach (var method in Methods(type))
        {
            named.AddRange(method.GetParameters().Select(parameter => parameter.ParameterType));
            named.Add((method as MethodInfo)?.ReturnType);
            foreach (var (_, member) in Code(method))
            {
                named.Add(member as Type ?? member.DeclaringType);
                named.Add((member as MethodInfo)?.ReturnType);
                if (member is MethodInfo { IsGenericMethod: true } generic)
                    named.AddRange(generic.GetGenericArguments());
            }
        }

        return named.OfType<Type>().SelectMany(Parts).Distinct();
    }

    /// <summary>The fields that the code of a type sets outside its constructors.</summary>
    public static IEnumerable<FieldInfo> SetLater(Type type) =>
        from method in Methods(type).Concat(type.GetNestedTypes(All).SelectMany(Methods))
        where method is not ConstructorInfo || method.DeclaringType != type
        from line in Code(method)
        where (line.Code == OpCodes.Stfld || line.Code == OpCodes.Stsfld) && line.Member.DeclaringType == type
        select (FieldInfo)line.Member;

    private static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All));

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(Parts)] : [type];
    }

    private static IEnumerable<(OpCode Code, MemberInfo Member)> Code(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at];
            at += value > 0xFF ? 2 : 1;
            var operation = OpCodesByValue[value];
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
                && method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod) is { } member)
                yield return (operation, member);

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
